// Package documents writes the documents (文书) of the procedure. A template, which a
// lawyer can read and an organisation can replace, gives the wording; the case, the act
// and its ledger give what is filled in; package layout sets the pages.
package documents
