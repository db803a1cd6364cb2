// Package api is the HTTP face of the system. It decides nothing: an act is checked with
// law.Permits for an early refusal and sent to the dispute's workflow as an Update; what is
// read comes from the projection. OpenAPI 3.1 is generated from the Go types.
package api
