//go:build engines

// Package engines_test kills processes. It runs PostgreSQL, Temporal, the worker and the
// API as processes of their own, ends each of them with SIGKILL while acts are under way,
// and looks whether anything was lost or done twice.
package engines_test
