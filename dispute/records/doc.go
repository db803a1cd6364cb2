// Package records holds the shapes in which what is stored is handed from storage to its
// readers. It is pure, so that the API need not know the database nor the database the API.
package records
