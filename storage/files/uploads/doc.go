// Package uploads takes files in pieces over HTTP, so that a phone that loses the
// network goes on where it was. It speaks tus 1.0.0 (https://tus.io/protocols) with the
// extensions creation, expiration and termination, and offers no download.
//
// An upload belongs to the account that began it; to every other it does not exist.
// When the last byte has come, nothing happens by itself: the caller gets the content
// from Finish, as often as it needs, and ends with Remove. What is never finished or
// filed expires, and Sweep removes it.
//
// The pieces lie in a folder of this machine, 0700 and its files 0600, unencrypted until
// they are filed: put it on an encrypted disk. Where several processes serve uploads,
// each has its own folder and a client must stay with one of them.
package uploads
