// Package casefile writes the case file (卷宗) that goes to a court or into an archive: one
// ZIP that can be checked without this system. It holds every document, the evidence and
// the ledger; a manifest lists them with their digests, and the organisation signs the
// manifest with a trusted time.
//
// What mediators note for themselves and what a party confided to them in private is no
// part of it (最高人民法院关于人民法院特邀调解的规定, article 22): the caller gives only what may
// go out.
package casefile
