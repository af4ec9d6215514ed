#include "intake/sniff.h"

struct view sniff_foreign(struct view bytes)
{
	static const struct {
		struct view mark, kind;
	} rows[] = {
	        {VIEW_OF("%PDF-"), VIEW_OF("a PDF")},
	        {VIEW_OF("\x89PNG\r\n\x1A\n"), VIEW_OF("a PNG image")},
	        {VIEW_OF("\xFF\xD8\xFF"), VIEW_OF("a JPEG image")},
	        {VIEW_OF("GIF87a"), VIEW_OF("a GIF image")},
	        {VIEW_OF("GIF89a"), VIEW_OF("a GIF image")},
	        {VIEW_OF("OggS\0"), VIEW_OF("sound or film")},
	        {VIEW_OF("ID3\3"), VIEW_OF("sound")},
	        {VIEW_OF("ID3\4"), VIEW_OF("sound")},
	        {VIEW_OF("PK\x03\x04"), VIEW_OF("a zip archive or an office document")},
	        {VIEW_OF("Rar!\x1A\x07"), VIEW_OF("a RAR archive")},
	        {VIEW_OF("7z\xBC\xAF\x27\x1C"), VIEW_OF("a 7z archive")},
	        {VIEW_OF("BZh9"), VIEW_OF("packed with bzip2")},
	        {VIEW_OF("\xFD"
	                 "7zXZ\0"),
	         VIEW_OF("packed with xz")},
	        {VIEW_OF("SQLite format 3\0"), VIEW_OF("a database")},
	        {VIEW_OF("\x7F"
	                 "ELF"),
	         VIEW_OF("a program")},
	        {VIEW_OF("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), VIEW_OF("an old office document")},
	        {VIEW_OF("{\\rtf"), VIEW_OF("an RTF document")},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (view_starts(bytes, rows[i].mark))
			return rows[i].kind;
	return (struct view){0};
}
