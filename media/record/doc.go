// Package record writes what one person says and shows into WebM files: sound and picture
// in step, each file hashed as it is closed. What may be recorded, and when, is not
// decided here (在线调解规则 22: only with the express consent of both sides).
package record
