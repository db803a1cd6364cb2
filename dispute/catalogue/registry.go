package catalogue

import (
	"slices"
	"strings"
)

// registry is kept sorted by ID.
var registry []Type

// register adds a type. Called by init functions only; a second type of the same ID is a
// mistake in the program and panics.
func register(t Type) {
	at, taken := find(t.ID)
	if t.ID == "" || taken {
		panic("catalogue: the dispute type " + t.ID + " is empty or registered twice")
	}
	registry = slices.Insert(registry, at, t)
}

func find(id string) (int, bool) {
	return slices.BinarySearchFunc(registry, id, func(t Type, id string) int { return strings.Compare(t.ID, id) })
}

// All returns the types, retired ones too, sorted by ID.
func All() []Type { return slices.Clone(registry) }

// Lookup finds a type by its ID.
func Lookup(id string) (Type, bool) {
	at, ok := find(id)
	if !ok {
		return Type{}, false
	}
	return registry[at], true
}
