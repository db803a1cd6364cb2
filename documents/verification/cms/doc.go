// Package cms reads and writes signature containers (CMS SignedData, RFC 5652) in one DER
// form only, the one that [Message.Encode] gives:
//
//   - one signer, named by issuer and serial number, and one digest algorithm;
//   - the certificates of the signer's chain, each used, sorted as DER sorts a SET OF;
//   - SHA-2 without parameters (RFC 5754 section 2), RSA as rsaEncryption with NULL, ECDSA
//     as ecdsa-with-SHA2 without parameters;
//   - at most one unsigned attribute: the timestamp over the signature (RFC 3161 appendix A).
//
// What a signature does not cover could otherwise be spelled in several ways, and a byte of
// it could change unnoticed. [Parse] therefore encodes again what it has read and compares.
// The answers of timestamp authorities, who write as they like, are brought into this form
// by [Adopt] when they arrive: nothing that they signed is touched.
package cms
