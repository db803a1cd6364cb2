// Package layout sets text on A4 pages as a PDF: titles, paragraphs, clauses, tables and
// places for signatures and seals, in Chinese, by the rules for the beginning and end of
// lines (避头尾). The margins are those of official documents (GB/T 9704—2012).
//
// It writes the PDF itself. The library looked at first (gopdf) gives characters beyond
// the Basic Multilingual Plane a wrong ToUnicode, lets 487 characters be read back as
// others that share their glyph, and embeds the tables of all 65,535 glyphs. Here each
// character has a code of its own, so what is extracted is what was put in; and nothing
// depends on the clock, so the same text gives the same bytes.
package layout
