/* Stands between SQLite and the system for one folder: records what is written, makes calls fail.

   Record: "kind path offset length\n", then the bytes that were written. Paths hold no spaces. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_FILES 4096

static char watched[MOST_FILES][PATH_MAX / 8];
static const char *folder;
static int log_fd = -1;
static long calls, failing;
static int failure, read_only;

__attribute__((constructor)) static void start(void) {
    const char *name = getenv("RECIST_SHIM_LOG");
    folder = getenv("RECIST_SHIM_FOLDER");
    if (name) log_fd = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static void put(const void *bytes, size_t length) {
    if (log_fd >= 0 && syscall(SYS_write, log_fd, bytes, length) != (long)length) abort();
}

static void record(const char *kind, const char *path, long offset, const void *bytes, long length) {
    char head[PATH_MAX];
    if (log_fd < 0) return;
    put(head, snprintf(head, sizeof head, "%s %s %ld %ld\n", kind, path, offset, length));
    if (bytes) put(bytes, length);
}

void shim_mark(long number) { record("mark", "-", number, NULL, 0); }
void shim_fail(long call, int error) { calls = 0; failing = call; failure = error; }
long shim_calls(void) { return calls; }
void shim_read_only(int on) { read_only = on; }

static int fails(void) {
    if (++calls != failing) return 0;
    errno = failure;
    return 1;
}

static const char *of(int fd) { return fd >= 0 && fd < MOST_FILES && watched[fd][0] ? watched[fd] : NULL; }
static int inside(const char *path) { return folder && !strncmp(path, folder, strlen(folder)); }

static int opened(const char *path, int flags, mode_t mode) {
    struct stat found;
    int fd, made;
    if (!inside(path)) return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (fails()) return -1;
    if (read_only && (flags & O_ACCMODE) != O_RDONLY) { errno = EROFS; return -1; }
    made = (flags & O_CREAT) && stat(path, &found);
    fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (fd < 0 || fd >= MOST_FILES) return fd;
    snprintf(watched[fd], sizeof watched[fd], "%s", path);
    if (made) record("create", path, 0, NULL, 0);
    else if (flags & O_TRUNC) record("truncate", path, 0, NULL, 0);
    return fd;
}

#define OPEN(name) int name(const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
    return opened(path, flags, mode); }
OPEN(open)
OPEN(open64)

int close(int fd) {
    if (of(fd)) watched[fd][0] = 0;
    return syscall(SYS_close, fd);
}

ssize_t read(int fd, void *to, size_t n) {
    if (of(fd) && fails()) return -1;
    return syscall(SYS_read, fd, to, n);
}

ssize_t pread64(int fd, void *to, size_t n, off64_t at) {
    if (of(fd) && fails()) return -1;
    return syscall(SYS_pread64, fd, to, n, at);
}
ssize_t pread(int fd, void *to, size_t n, off_t at) { return pread64(fd, to, n, at); }

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
    if (of(fd) && fails()) return -1;
    ssize_t done = syscall(SYS_pwrite64, fd, from, n, at);
    if (of(fd) && done > 0) record("write", of(fd), at, from, done);
    return done;
}
ssize_t pwrite(int fd, const void *from, size_t n, off_t at) { return pwrite64(fd, from, n, at); }

ssize_t write(int fd, const void *from, size_t n) {
    off_t at = of(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
    if (of(fd) && fails()) return -1;
    ssize_t done = syscall(SYS_write, fd, from, n);
    if (of(fd) && done > 0) record("write", of(fd), at, from, done);
    return done;
}

int ftruncate64(int fd, off64_t size) {
    if (of(fd) && fails()) return -1;
    int failed = syscall(SYS_ftruncate, fd, size);
    if (of(fd) && !failed) record("truncate", of(fd), size, NULL, 0);
    return failed;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

#define SYNC(name, number) int name(int fd) { \
    if (of(fd) && fails()) return -1; \
    int failed = syscall(number, fd); \
    if (of(fd) && !failed) record("sync", of(fd), 0, NULL, 0); \
    return failed; }
SYNC(fsync, SYS_fsync)
SYNC(fdatasync, SYS_fdatasync)

int unlink(const char *path) {
    if (inside(path) && fails()) return -1;
    int failed = syscall(SYS_unlink, path);
    if (inside(path) && !failed) record("unlink", path, 0, NULL, 0);
    return failed;
}
