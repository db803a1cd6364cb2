// Package files keeps what belongs to cases and is too large for a row: evidence,
// signed documents, recordings. A file is named by its content and sealed at rest.
//
// # Names
//
// A file is the blob <organisation>/<aa>/<sha256>, where sha256 is that of the plain
// content in lower-case hex and aa its first two digits. A name is written once: the
// same content twice is the same file, and no file is ever overwritten.
//
// # Keys
//
// Each organisation has a keyset of its own, made on first use and kept sealed by the
// master key in the blob <organisation>/keyset. Content is sealed by that keyset with
// Tink's AES256-GCM-HKDF-1MB (streaming, in segments of 1 MB), bound to
// "sutiao-file-1", organisation and sha256, each followed by a zero byte: a blob that
// was damaged, cut, moved or swapped doesn't open. A lost keyset loses the files of its
// organisation, so back up all blobs and the master keys, apart from each other.
//
// # Where
//
// file:///folder and s3://bucket?region=… are built in; the parameters are those of
// gocloud.dev/blob. In S3 the conditional write (If-None-Match) must work: that is what
// keeps two processes from making two keysets. Let the bucket's lifecycle drop
// unfinished multipart uploads.
package files
