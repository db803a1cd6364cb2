# Sourced: how everything in embedded/temporal is compiled. Other flags would mean
# other entries in the build cache, and minutes of compiling for each.
export CGO_ENABLED=0
TEMPORAL_FLAGS=(-trimpath -gcflags=all=-dwarf=false)
