// Package verification checks signed documents and case files from the file alone: no
// server, no network. It runs in the command line and, compiled to WebAssembly, in a page
// that anybody can open.
//
// It accepts one spelling of everything (packages revision, cms and archive) and accounts
// for each byte: what no signature covers must follow from what one covers. It names what
// is wrong and where. What it cannot know from a file: whether a certificate was revoked.
//
// Beyond the bytes it asks whether what is signed is what it says: the seal is by a
// certificate of the organisation that issued the text and, in a case file, of the one that
// the manifest names; the evidence in each signature names the text under it; a closed
// document lacks none of the signers for whom it was written; and what the ledger says of
// the agreement and its application is true of the files beside it. The frozen file says in
// its description who signs it (/SutiaoSigners) and with which other file (/SutiaoWith).
//
// # The ledger in a case file
//
// Each line of ledger.jsonl is a row of the case's ledger, and rows form a chain. The hash
// of a row is
//
//	SHA-256( f("sutiao-ledger-1") f(previous) f(dispute_id) f(seq) f(act_id) f(act)
//	         f(actor_account) f(role) f(party) f(organisation) f(court) f(at)
//	         f(expect) f(detail) )
//
// where f(x) is the length of x in bytes as eight bytes, big-endian, followed by x. Text
// is UTF-8, whole numbers are decimal, at is RFC 3339 in UTC with as many digits of the
// second as it has, detail is the exact bytes, previous is the hash of the row before,
// empty for the first. This package follows these lines and shares no code with the
// storage that writes the ledger.
package verification
