// Package inspection decides what a file is by its content, never by its name, refuses
// what evidence is not, and cleans photos.
//
//   - A photo (JPEG, PNG, WebP) is turned upright and encoded anew, so that the place
//     where it was taken, the device and whatever else was hidden in it are gone.
//   - A PDF is read whole. Scripts and programs in it are refused; attachments, forms
//     with logic of their own and flaws leave it stored but not shown inline.
//   - Recordings, Office documents and text are stored as they are and never shown
//     inline.
//
// Everything else is refused with a reason that says what to do instead. A file is read
// as a stream or by windows; photos and PDFs, which must be in memory, are bounded in
// pixels, in bytes, in time and in how many are looked at side by side.
package inspection
