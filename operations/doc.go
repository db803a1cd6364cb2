// Package operations finds disputes that are stuck and repairs them: it lists steps that
// fail, shows a dispute's history in the words of its acts, tries a step again at once, or
// sets a dispute back to a chosen point; and it says afterwards whether that helped.
package operations
