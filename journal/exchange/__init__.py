"""What comes in and what goes out, one module a format.

In: jrnl text (`jrnl_text`), jrnl JSON (`jrnl_json`), the CSV tables (`csv_tables`), calendars (`calendar_ics`), and
Upward's own full export (`journal_json`). `sources` finds out what a file or folder is; `incoming` compares what it
holds with the journal and writes it. Out: `journal_json`, `csv_export` and `markdown`.

Reading a format needs no journal: a parser turns bytes into frozen rows, each with its file and line, and problems.
"""
