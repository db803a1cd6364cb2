// Package revision is the form of a signed PDF: a frozen file, byte for byte as it was
// made, and after it one update (ISO 32000-1 section 7.5.6) per signature. [Document.Render]
// writes an update and [Read] accepts only what Render would have written, so that each
// byte after the frozen file is accounted for. An update holds, in this order:
//
//	the catalogue as frozen, with /AcroForm listing all signature fields so far
//	the page as frozen, with /Annots listing all signature widgets on it so far
//	the signing evidence, JSON as it is
//	the widget, which is the field, named as the signer's place is
//	its appearance: strokes and fills inside its own rectangle
//	at most one picture with its transparency
//	the signature dictionary, behind the rest because it holds the container
//	the table of these objects, the trailer, the end mark
//
// Nothing replaces a page's content, and nothing can be added that is not in this list.
// There is no certification signature (DocMDP): readers hold a certified file altered when
// the fields of later signers are added, and the frozen file, which is signed as it is,
// has none to fill.
package revision
