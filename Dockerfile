# Three images from one file: `sutiao` (api, worker, media, migrate), `temporal`
# (our single-process Temporal server) and nothing else. Both run without root.
#   docker build --target sutiao -t sutiao .
#   docker build --target temporal -t sutiao-temporal .

FROM node:22-bookworm-slim AS ui
WORKDIR /src/ui
COPY ui/package.json ui/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY ui/ ./
RUN npm run build

# The fonts of the documents: from npm and Debian, pinned and checked by the script.
FROM node:22-bookworm-slim AS fonts
WORKDIR /src
RUN apt-get update
COPY scripts/fonts.sh scripts/
COPY documents/fonts/ documents/fonts/
RUN scripts/fonts.sh

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=ui /src/ui/dist ui/dist
COPY --from=fonts /src/documents/fonts/files documents/fonts/files
RUN scripts/build-verify-page.sh
RUN CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o /out/ ./cmd/sutiao

# Apart from the rest, so that it is compiled again only when it changes.
FROM golang:1.26-bookworm AS build-temporal
WORKDIR /src
COPY embedded/temporal/go.mod embedded/temporal/go.sum embedded/temporal/
RUN cd embedded/temporal && go mod download
COPY embedded/temporal/ embedded/temporal/
RUN cd embedded/temporal && CGO_ENABLED=0 go build -trimpath -gcflags=all=-dwarf=false -ldflags '-s -w' -o /out/sutiao-temporal .

FROM alpine:3.22 AS temporal
RUN adduser -D -H -u 10001 sutiao
COPY --from=build-temporal /out/sutiao-temporal /usr/local/bin/
USER sutiao
EXPOSE 7233
ENTRYPOINT ["sutiao-temporal"]
CMD ["-listen", "0.0.0.0:7233"]

FROM alpine:3.22 AS sutiao
RUN apk add --no-cache ca-certificates tzdata \
    && adduser -D -H -u 10001 sutiao \
    && install -d -o sutiao -g sutiao -m 0700 /var/lib/sutiao
COPY --from=build /out/sutiao /usr/local/bin/
USER sutiao
VOLUME /var/lib/sutiao
EXPOSE 8080 8082
ENTRYPOINT ["sutiao"]
CMD ["api"]
