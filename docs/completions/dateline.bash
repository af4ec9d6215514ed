# bash completion for dateline
_dateline()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	if [ "$COMP_CWORD" -eq 1 ]; then
		COMPREPLY=($(compgen -W "read --help --version" -- "$word"))
		return
	fi
	case $before in
	--format) COMPREPLY=($(compgen -W "text json conllu brat plover gdelt csv" -- "$word")) ;;
	--only) COMPREPLY=($(compgen -W "page lang when where said who did" -- "$word")) ;;
	--colour) COMPREPLY=($(compgen -W "auto always never" -- "$word")) ;;
	--into) COMPREPLY=($(compgen -d -- "$word")) ;;
	--fields | --jobs | --published | --min-confidence) COMPREPLY=() ;;
	*)
		case $word in
		-*) COMPREPLY=($(compgen -W "--format --into --tokens --page-offsets --min-confidence --published --fields --verbatim --only --jobs --timings --know --model --colour --help" -- "$word")) ;;
		*) COMPREPLY=($(compgen -f -- "$word")) ;;
		esac
		;;
	esac
}
complete -o filenames -F _dateline dateline
