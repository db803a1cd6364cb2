// Package signing puts electronic signatures and seals on documents that we made.
//
// A document is frozen first and never touched again: each signature is an update after it
// (package revision), so that the bytes that the parties saw are the bytes that they
// signed. The parties sign, then the mediator, and the organisation's seal closes the
// document. Each signature holds a trusted time and, within the signed bytes, the evidence
// of how the signer was identified and consented: what article 13 of the Electronic
// Signature Law (电子签名法) asks of a reliable signature can be shown from the file alone.
//
// Whose key signs is the Signer's business: a key of the organisation, in a file or in a
// token, or one that a licensed authority makes for a single event (事件证书).
package signing
