/*
 * Stores over LMDB. Reference: lmdb.h of 0.9.24; each odd-looking step answers a
 * pitfall that it describes.
 *
 * The gate: LMDB allows a change of the map only while this process has no
 * transaction open. Every transaction passes the gate when it begins and ends; a
 * change waits until none is left and keeps new ones out.
 */
#include "persist/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/bytes.h"

enum { STORE_FORMAT = 1, START_MIB = 64, MAX_READERS = 510, PATH_BYTES = 4096 };

struct SporeStore {
    SporeStore *next; /* in the registry */
    unsigned opens;
    pid_t pid; /* that opened it; a forked child must not touch env */
    dev_t device;
    ino_t inode;
    char *path;
    MDB_env *env;
    MDB_dbi tables[STORE_TABLES];
    uint64_t max_bytes;

    pthread_mutex_t gate;
    pthread_cond_t gate_changed;
    unsigned active_count; /* transactions of this process */
    bool is_changing;
    atomic_bool is_broken; /* a failed fsync: LMDB refuses all until it is opened anew */
};

/*
 * Opening one environment twice in a process silently drops its locks, so all
 * that are open are listed here, by device and inode of the data file.
 */
static struct {
    pthread_mutex_t mutex;
    SporeStore *first;
} registry = {PTHREAD_MUTEX_INITIALIZER, NULL};

static const char *const TABLE_NAMES[STORE_TABLES] = {"run", "manifest", "job", "code",
                                                      "meta"};
static const char FORMAT_KEY[] = "format";

static SporeStatus status_of(int code)
{
    switch (code) {
    case MDB_NOTFOUND: return SPORE_NOT_FOUND;
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_INVALID: return SPORE_CORRUPT;
    case MDB_VERSION_MISMATCH: return SPORE_INCOMPATIBLE;
    case ENOMEM: return SPORE_NO_MEMORY;
    case MDB_READERS_FULL:
    case EACCES:
    case EPERM:
    case EROFS: return SPORE_UNAVAILABLE;
    default: return SPORE_IO;
    }
}

static SporeStatus fail(Report *report, const char *path, const char *what, int code)
{
    if (code == EIO || code == ENOSPC || code == EDQUOT || code == EFBIG)
        return report_fail(report, SPORE_IO,
                           "%s: cannot %s: the disk is full or failing (%s); free some "
                           "space, nothing stored is lost",
                           path, what, strerror(code));
    return report_fail(report, status_of(code), "%s: cannot %s: %s%s", path, what,
                       mdb_strerror(code),
                       code == MDB_INVALID ? "; a store of a CPU with another byte order "
                                             "is moved by spore export and import"
                                           : "");
}

/* ---- opening ---- */

/* Makes a new entry of a directory durable. */
static void sync_directory(const char *path)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    (void)fsync(fd); /* some file systems cannot; then there is nothing to do */
    close(fd);
}

static SporeStatus make_directory(const char *path, Report *report)
{
    char partial[PATH_BYTES];
    const size_t length = strlen(path);
    if (length == 0 || length >= sizeof partial - 32)
        return report_fail(report, SPORE_USAGE, "the store's path has %zu bytes", length);
    memcpy(partial, path, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (partial[i] != '/' && partial[i] != '\0') continue;
        const char kept = partial[i];
        partial[i] = '\0';
        if (mkdir(partial, 0700) != 0 && errno != EEXIST && errno != EISDIR) {
            const int code = errno;
            struct stat info;
            if (stat(partial, &info) != 0)
                return report_fail(
                    report,
                    status_of(code) == SPORE_IO && code != ENOSPC ? SPORE_UNAVAILABLE
                                                                  : status_of(code),
                    "%s: cannot make the directory: %s", partial, strerror(code));
        }
        partial[i] = kept;
    }
    return SPORE_OK;
}

/* LMDB's locks and maps need a file system that one kernel alone looks after. */
static SporeStatus check_file_system(const char *path, Report *report)
{
    static const struct {
        uint32_t magic;
        const char *name;
    } REMOTE[] = {{0x00006969, "NFS"},  {0x0000517B, "SMB"},   {0xFF534D42, "CIFS"},
                  {0xFE534D42, "SMB2"}, {0x5346414F, "AFS"},   {0x73757245, "Coda"},
                  {0x00C36400, "Ceph"}, {0x01021997, "9P"},    {0x0BD00BD0, "Lustre"},
                  {0x01161970, "GFS2"}, {0x7461636F, "OCFS2"}, {0x0000564C, "NCP"}};
    struct statfs info;

    if (statfs(path, &info) != 0)
        return report_fail(report, SPORE_UNAVAILABLE, "%s: %s", path, strerror(errno));
    for (size_t i = 0; i < sizeof REMOTE / sizeof REMOTE[0]; i++)
        if ((uint32_t)info.f_type == REMOTE[i].magic)
            return report_fail(
                report, SPORE_UNAVAILABLE,
                "%s: is on a network file system (%s), where a store would "
                "be damaged; use a local directory",
                path, REMOTE[i].name);
    return SPORE_OK;
}

static int open_environment(SporeStore *store, size_t map_bytes)
{
    MDB_env *env;
    int code = mdb_env_create(&env);
    if (code != 0) return code;
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    map_bytes = (map_bytes + page - 1) / page * page;
    code = mdb_env_set_maxdbs(env, STORE_TABLES);
    if (code == 0) code = mdb_env_set_maxreaders(env, MAX_READERS);
    if (code == 0) code = mdb_env_set_mapsize(env, map_bytes);
    /* Durable commits; no WRITEMAP, whose full disk is a SIGBUS; NOTLS because one
     * thread may read two states at once. */
    if (code == 0) code = mdb_env_open(env, store->path, MDB_NOTLS, 0600);
    if (code != 0) {
        mdb_env_close(env);
        return code;
    }
    int dead_count;
    (void)mdb_reader_check(env, &dead_count); /* only tidies up */
    store->env = env;
    return 0;
}

static int open_tables(SporeStore *store, MDB_txn *txn, unsigned flags)
{
    for (int i = 0; i < STORE_TABLES; i++) {
        const int code = mdb_dbi_open(txn, TABLE_NAMES[i], flags, &store->tables[i]);
        if (code != 0) return code;
    }
    return 0;
}

static SporeStatus check_format(SporeStore *store, MDB_txn *txn, Report *report)
{
    MDB_val key = {sizeof FORMAT_KEY - 1, (void *)FORMAT_KEY};
    MDB_val value;
    const int code = mdb_get(txn, store->tables[STORE_META], &key, &value);
    if (code != 0) return fail(report, store->path, "read the store's format", code);
    Reader reader = {value.mv_data, (uint8_t *)value.mv_data + value.mv_size, false};
    const uint32_t format = reader_take_u32(&reader);
    if (reader.has_failed)
        return report_fail(report, SPORE_CORRUPT, "%s: bad format record", store->path);
    if (format != STORE_FORMAT)
        return report_fail(report, SPORE_INCOMPATIBLE,
                           "%s: has format %u, this program knows %d; use a newer one",
                           store->path, format, STORE_FORMAT);
    return SPORE_OK;
}

/* A new store gets its tables and its format in one transaction. */
static SporeStatus create_tables(SporeStore *store, MDB_txn *txn, Report *report)
{
    MDB_dbi main_table;
    MDB_stat stat;
    int code = mdb_dbi_open(txn, NULL, 0, &main_table);
    if (code == 0) code = mdb_stat(txn, main_table, &stat);
    if (code != 0) return fail(report, store->path, "read the store", code);
    if (stat.ms_entries != 0 && open_tables(store, txn, 0) != 0)
        return report_fail(report, SPORE_UNAVAILABLE,
                           "%s: holds the data of another program", store->path);
    if (stat.ms_entries != 0) return check_format(store, txn, report);

    static const uint8_t FORMAT[4] = {0, 0, 0, STORE_FORMAT};
    MDB_val key = {sizeof FORMAT_KEY - 1, (void *)FORMAT_KEY};
    MDB_val value = {sizeof FORMAT, (void *)FORMAT};
    code = open_tables(store, txn, MDB_CREATE);
    if (code == 0) code = mdb_put(txn, store->tables[STORE_META], &key, &value, 0);
    if (code != 0) return fail(report, store->path, "make a store", code);
    return SPORE_OK;
}

/* Reading first: a store on a full disk must open. */
static SporeStatus bind_tables(SporeStore *store, Report *report)
{
    MDB_txn *txn;
    int code = mdb_txn_begin(store->env, NULL, MDB_RDONLY, &txn);
    if (code != 0) return fail(report, store->path, "read the store", code);
    if (open_tables(store, txn, 0) == 0) {
        const SporeStatus status = check_format(store, txn, report);
        /* Handles opened in a transaction that is aborted are lost. */
        code = mdb_txn_commit(txn);
        if (status == SPORE_OK && code != 0)
            return fail(report, store->path, "read the store", code);
        return status;
    }
    mdb_txn_abort(txn);

    code = mdb_txn_begin(store->env, NULL, 0, &txn);
    if (code != 0) return fail(report, store->path, "make a store", code);
    const SporeStatus status = create_tables(store, txn, report);
    if (status != SPORE_OK) {
        mdb_txn_abort(txn);
        return status;
    }
    code = mdb_txn_commit(txn);
    if (code != 0) return fail(report, store->path, "make a store", code);
    sync_directory(store->path);
    return SPORE_OK;
}

static void free_store(SporeStore *store)
{
    /* In a forked child closing would clear the parent's marks. */
    if (store->env != NULL && store->pid == getpid()) mdb_env_close(store->env);
    pthread_mutex_destroy(&store->gate);
    pthread_cond_destroy(&store->gate_changed);
    free(store->path);
    free(store);
}

static bool find_data_file(const char *path, struct stat *out_info)
{
    char name[PATH_BYTES];
    memcpy(name, path, strlen(path)); /* make_directory has checked the length */
    memcpy(name + strlen(path), "/data.mdb", sizeof "/data.mdb");
    return stat(name, out_info) == 0;
}

static SporeStore *find_open(const struct stat *info)
{
    SporeStore *store = registry.first;
    while (store != NULL && (store->device != info->st_dev ||
                             store->inode != info->st_ino || store->pid != getpid()))
        store = store->next;
    return store;
}

static SporeStatus open_new(const char *path, const SporeStoreOptions *options,
                            SporeStore **out_store, Report *report)
{
    SporeStatus status = SPORE_OK;
    struct stat info;
    SporeStore *store = calloc(1, sizeof *store);
    char *copy = strdup(path);
    if (store == NULL || copy == NULL) {
        free(copy);
        free(store);
        (void)report_fail(report, SPORE_NO_MEMORY, "out of memory");
        return SPORE_NO_MEMORY;
    }
    pthread_mutex_init(&store->gate, NULL);
    pthread_cond_init(&store->gate_changed, NULL);
    store->pid = getpid();
    store->opens = 1;
    store->max_bytes = options->max_bytes;
    store->path = copy;

    const uint64_t wanted = options->map_bytes;
    const int code =
        open_environment(store, wanted != 0 ? (size_t)wanted : (size_t)START_MIB << 20);
    if (code != 0) {
        status = fail(report, path, "open the store", code);
        if (status == SPORE_IO && code != EIO && code != ENOSPC)
            status = SPORE_UNAVAILABLE;
        goto done;
    }
    TRY(bind_tables(store, report));
    if (!find_data_file(path, &info)) {
        (void)report_fail(report, SPORE_UNAVAILABLE, "%s: has no data file", path);
        status = SPORE_UNAVAILABLE;
        goto done;
    }
    store->device = info.st_dev;
    store->inode = info.st_ino;
    *out_store = store;

done:
    if (status != SPORE_OK) free_store(store);
    return status;
}

SporeStatus spore_store_open(const char *path, const SporeStoreOptions *options,
                             SporeStore **out_store, SporeReport *report)
{
    static const SporeStoreOptions DEFAULTS = {0};
    SporeStatus status = SPORE_OK;
    struct stat info;
    if (options == NULL) options = &DEFAULTS;
    if (strlen(path) > PATH_BYTES - 64)
        return report_fail(report, SPORE_USAGE, "the store's path is too long");
    if (options->must_exist && !find_data_file(path, &info))
        return report_fail(report, SPORE_NOT_FOUND, "%s: there is no store", path);
    status = make_directory(path, report);
    if (status == SPORE_OK) status = check_file_system(path, report);
    if (status != SPORE_OK) return status;

    pthread_mutex_lock(&registry.mutex);
    SporeStore *store = find_data_file(path, &info) ? find_open(&info) : NULL;
    if (store != NULL) {
        store->opens++;
    } else {
        TRY(open_new(path, options, &store, report));
        assert(store != NULL);
        store->next = registry.first;
        registry.first = store;
    }
    *out_store = store;

done:
    pthread_mutex_unlock(&registry.mutex);
    return status;
}

void spore_store_close(SporeStore *store)
{
    if (store == NULL) return;
    pthread_mutex_lock(&registry.mutex);
    if (--store->opens == 0) {
        SporeStore **link = &registry.first;
        while (*link != NULL && *link != store)
            link = &(*link)->next;
        if (*link == store) *link = store->next;
        free_store(store);
    }
    pthread_mutex_unlock(&registry.mutex);
}

const char *spore_store_path(const SporeStore *store)
{
    return store->path;
}

/* ---- the gate ---- */

static SporeStatus enter(SporeStore *store, Report *report)
{
    if (store->pid != getpid())
        return report_fail(report, SPORE_UNAVAILABLE,
                           "%s: was opened before a fork; open it again", store->path);
    pthread_mutex_lock(&store->gate);
    while (store->is_changing)
        pthread_cond_wait(&store->gate_changed, &store->gate);
    store->active_count++;
    pthread_mutex_unlock(&store->gate);
    return SPORE_OK;
}

static void leave(SporeStore *store)
{
    pthread_mutex_lock(&store->gate);
    store->active_count--;
    pthread_cond_broadcast(&store->gate_changed);
    pthread_mutex_unlock(&store->gate);
}

/* After this the caller alone may touch the environment. */
static void begin_change(SporeStore *store)
{
    pthread_mutex_lock(&store->gate);
    while (store->is_changing)
        pthread_cond_wait(&store->gate_changed, &store->gate);
    store->is_changing = true;
    while (store->active_count > 0)
        pthread_cond_wait(&store->gate_changed, &store->gate);
    pthread_mutex_unlock(&store->gate);
}

static void end_change(SporeStore *store)
{
    pthread_mutex_lock(&store->gate);
    store->is_changing = false;
    pthread_cond_broadcast(&store->gate_changed);
    pthread_mutex_unlock(&store->gate);
}

static size_t map_size(SporeStore *store)
{
    MDB_envinfo info;
    return mdb_env_info(store->env, &info) == 0 ? info.me_mapsize : 0;
}

/* Doubles the map, unless another thread has done it meanwhile. */
static SporeStatus grow(SporeStore *store, size_t full_bytes, Report *report)
{
    int code = 0;
    begin_change(store);
    if (map_size(store) <= full_bytes) {
        size_t wanted = full_bytes * 2;
        if (store->max_bytes != 0 && wanted > store->max_bytes)
            wanted = (size_t)store->max_bytes;
        if (wanted <= full_bytes) {
            end_change(store);
            return report_fail(report, SPORE_LIMIT,
                               "%s: the store is full at %zu MiB; raise its limit",
                               store->path, full_bytes >> 20);
        }
        code = mdb_env_set_mapsize(store->env, wanted);
    }
    end_change(store);
    return code == 0 ? SPORE_OK : fail(report, store->path, "enlarge the map", code);
}

/* Another process has made the file larger than our map. */
static SporeStatus follow_growth(SporeStore *store, Report *report)
{
    begin_change(store);
    const int code = mdb_env_set_mapsize(store->env, 0);
    end_change(store);
    return code == 0 ? SPORE_OK : fail(report, store->path, "enlarge the map", code);
}

/* After a failed fsync LMDB refuses everything: open the environment anew. */
static SporeStatus reopen(SporeStore *store, Report *report)
{
    SporeStatus status = SPORE_OK;
    begin_change(store);
    if (store->is_broken) {
        const size_t size =
            store->env != NULL ? map_size(store) : (size_t)START_MIB << 20;
        if (store->env != NULL) mdb_env_close(store->env);
        store->env = NULL;
        const int code = open_environment(store, size);
        if (code != 0) TRY(fail(report, store->path, "open the store again", code));
        TRY(bind_tables(store, report));
        store->is_broken = false;
    }

done:
    end_change(store);
    return status;
}

/* ---- transactions ---- */

static SporeStatus begin(SporeStore *store, unsigned flags, StoreTxn *txn, Report *report)
{
    SporeStatus status = SPORE_OK;
    *txn = (StoreTxn){.store = store, .report = report};
    for (int attempt = 0;; attempt++) {
        TRY(enter(store, report));
        if (!store->is_broken) {
            const int code = mdb_txn_begin(store->env, NULL, flags, &txn->mdb);
            if (code == 0) break;
            txn->mdb = NULL;
            if (code == MDB_PANIC) store->is_broken = true;
            if (attempt >= 8 || (code != MDB_PANIC && code != MDB_MAP_RESIZED)) {
                status = fail(report, store->path, "begin a transaction", code);
                leave(store);
                goto done;
            }
        }
        const bool is_broken = store->is_broken;
        leave(store);
        TRY(is_broken ? reopen(store, report) : follow_growth(store, report));
    }
    txn->map_bytes = map_size(store);

done:
    return status;
}

SporeStatus store_begin_read(SporeStore *store, StoreTxn *txn, Report *report)
{
    return begin(store, MDB_RDONLY, txn, report);
}

static void abort_txn(StoreTxn *txn)
{
    if (txn->mdb == NULL) return;
    mdb_txn_abort(txn->mdb);
    txn->mdb = NULL;
    leave(txn->store);
}

void store_end_read(StoreTxn *txn)
{
    abort_txn(txn);
}

/* Remembers what only the end of the transaction can answer. */
static SporeStatus txn_fail(StoreTxn *txn, const char *what, int code)
{
    if (code == MDB_MAP_FULL) txn->is_map_full = true;
    return fail(txn->report, txn->store->path, what, code);
}

static SporeStatus commit(StoreTxn *txn)
{
    const int code = mdb_txn_commit(txn->mdb);
    txn->mdb = NULL;
    const SporeStatus status = code == 0 ? SPORE_OK : txn_fail(txn, "commit", code);
    leave(txn->store);
    return status;
}

SporeStatus store_write(SporeStore *store, StoreBody body, void *context, Report *report)
{
    for (;;) {
        StoreTxn txn;
        SporeStatus status = begin(store, 0, &txn, report);
        if (status != SPORE_OK) return status;
        status = body(&txn, context);
        if (status == SPORE_OK) status = commit(&txn);
        abort_txn(&txn);
        if (!txn.is_map_full) return status;
        status = grow(store, txn.map_bytes, report);
        if (status != SPORE_OK) return status;
    }
}

void store_clear_readers(SporeStore *store)
{
    if (enter(store, NULL) != SPORE_OK) return;
    int dead_count;
    if (!store->is_broken) (void)mdb_reader_check(store->env, &dead_count);
    leave(store);
}

/* ---- items ---- */

static StoreItem item_of(MDB_val key, MDB_val value)
{
    return (StoreItem){key.mv_data, key.mv_size, value.mv_data, value.mv_size};
}

SporeStatus store_get(StoreTxn *txn, StoreTable table, const void *key, size_t key_size,
                      StoreItem *out_item)
{
    MDB_val name = {key_size, (void *)key};
    MDB_val value;
    const int code = mdb_get(txn->mdb, txn->store->tables[table], &name, &value);
    if (code == MDB_NOTFOUND) return SPORE_NOT_FOUND;
    if (code != 0) return txn_fail(txn, "read", code);
    *out_item = item_of(name, value);
    return SPORE_OK;
}

SporeStatus store_put(StoreTxn *txn, StoreTable table, const void *key, size_t key_size,
                      const void *value, size_t size)
{
    MDB_val name = {key_size, (void *)key};
    MDB_val data = {size, (void *)value};
    const int code = mdb_put(txn->mdb, txn->store->tables[table], &name, &data, 0);
    return code == 0 ? SPORE_OK : txn_fail(txn, "write", code);
}

SporeStatus store_remove(StoreTxn *txn, StoreTable table, const void *key,
                         size_t key_size)
{
    MDB_val name = {key_size, (void *)key};
    const int code = mdb_del(txn->mdb, txn->store->tables[table], &name, NULL);
    return code == 0 || code == MDB_NOTFOUND ? SPORE_OK : txn_fail(txn, "write", code);
}

SporeStatus store_remove_prefix(StoreTxn *txn, StoreTable table, const void *prefix,
                                size_t prefix_size)
{
    SporeStatus status = SPORE_OK;
    StoreCursor cursor = {0};
    TRY(store_cursor_open(txn, table, &cursor));
    for (;;) {
        StoreItem item = {0};
        status = store_cursor_seek(&cursor, prefix, prefix_size, &item);
        const bool is_end = status == SPORE_NOT_FOUND;
        if (!is_end && status != SPORE_OK) break;
        status = SPORE_OK;
        if (is_end || item.key == NULL || item.key_size < prefix_size ||
            memcmp(item.key, prefix, prefix_size) != 0)
            break;
        const int code = mdb_cursor_del(cursor.mdb, 0);
        if (code != 0) TRY(txn_fail(txn, "write", code));
    }

done:
    store_cursor_close(&cursor);
    return status;
}

SporeStatus store_cursor_open(StoreTxn *txn, StoreTable table, StoreCursor *cursor)
{
    cursor->txn = txn;
    const int code = mdb_cursor_open(txn->mdb, txn->store->tables[table], &cursor->mdb);
    if (code == 0) return SPORE_OK;
    cursor->mdb = NULL;
    return txn_fail(txn, "read", code);
}

void store_cursor_close(StoreCursor *cursor)
{
    if (cursor->mdb != NULL) mdb_cursor_close(cursor->mdb);
    cursor->mdb = NULL;
}

static SporeStatus move(StoreCursor *cursor, MDB_val key, MDB_cursor_op how,
                        StoreItem *out_item)
{
    MDB_val value;
    const int code = mdb_cursor_get(cursor->mdb, &key, &value, how);
    if (code == MDB_NOTFOUND) return SPORE_NOT_FOUND;
    if (code != 0) return txn_fail(cursor->txn, "read", code);
    *out_item = item_of(key, value);
    return SPORE_OK;
}

SporeStatus store_cursor_seek(StoreCursor *cursor, const void *key, size_t key_size,
                              StoreItem *out_item)
{
    return move(cursor, (MDB_val){key_size, (void *)key}, MDB_SET_RANGE, out_item);
}

SporeStatus store_cursor_last(StoreCursor *cursor, StoreItem *out_item)
{
    return move(cursor, (MDB_val){0}, MDB_LAST, out_item);
}

SporeStatus store_cursor_next(StoreCursor *cursor, StoreItem *out_item)
{
    return move(cursor, (MDB_val){0}, MDB_NEXT, out_item);
}

SporeStatus store_cursor_previous(StoreCursor *cursor, StoreItem *out_item)
{
    return move(cursor, (MDB_val){0}, MDB_PREV, out_item);
}

SporeStatus store_cursor_append(StoreCursor *cursor, const void *key, size_t key_size,
                                const void *value, size_t size)
{
    MDB_val name = {key_size, (void *)key};
    MDB_val data = {size, (void *)value};
    const int code = mdb_cursor_put(cursor->mdb, &name, &data, MDB_APPEND);
    return code == 0 ? SPORE_OK : txn_fail(cursor->txn, "write", code);
}
