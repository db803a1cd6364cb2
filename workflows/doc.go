// Package workflows is the life of a dispute as one durable workflow, and nothing else:
// no clock but the engine's, no randomness, no configuration, no file.
//
// A person's act is an Update with the act's name. Its validator asks law.Permits, so a
// refusal is instant and names its article; its handler only enters the act into the case
// and waits until it is recorded. The main line, run, moves from phase to phase as the
// stage changes, records what was entered, tells the court what it is owed, and lets the
// one timer of deadline.go say when a limit has run out.
package workflows
