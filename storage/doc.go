// Package storage keeps everything in PostgreSQL: the append-only ledger, the readable
// projection of each case, notices, accounts, the registry and what operators need.
//
// # The ledger
//
// Each act is a row of the ledger; a case is the fold of its rows. Rows form a chain
// per case. The hash of a row is
//
//	SHA-256( f("sutiao-ledger-1") f(previous) f(dispute_id) f(seq) f(act_id) f(act)
//	         f(actor_account) f(role) f(party) f(organisation) f(court) f(at)
//	         f(expect) f(detail) )
//
// where f(x) is the length of x in bytes as eight bytes, big-endian, followed by x. Text
// is UTF-8, whole numbers are decimal, at is RFC 3339 in UTC with as many digits of the
// second as it has ("2026-01-02T03:04:05.000000006Z"), detail is stored as the exact
// bytes, and previous is the hash of the row before, empty for the first. An auditor
// can check a chain with these lines and any SHA-256.
//
// # Who sees what
//
// The API signs in as sutiao_api and the worker as sutiao_worker; the owner of the
// tables only migrates. Row security binds all three. The API names its caller at the
// start of each transaction, and the policies in migrations/00008 decide what that
// caller sees; the conditions that Go adds to its queries only help the planner.
//
// Row security is forced on the owner too, so a backup is taken by a superuser or a
// role with BYPASSRLS.
//
// # Secrets and personal data
//
// Secrets come here hashed by the caller. Tables with personal data say so in a comment
// in the migrations. Statements are logged without their parameters.
package storage
