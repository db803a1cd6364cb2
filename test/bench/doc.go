// Package bench measures whole disputes on the real engines: a private Temporal server,
// a private PostgreSQL, our worker, and the API over HTTP, all on this machine. It needs
// the build tag engines; `make bench` runs it.
package bench
