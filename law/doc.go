// Package law is the one place where the rules stand: who may do which act, when and
// under which conditions (powers*.go, conditions*.go), how long each period runs and what
// happens at its end (limits.go), and how days are counted (calendar.go, count.go).
//
// Every row cites its article. A rule that is repealed gets an end date; no row is edited
// or deleted. The day on which a case was referred selects the rules that govern it.
//
// The tables permit; they do not sequence. What an act does to a case stands in package
// dispute, what follows it in time in package workflows.
package law
