/*
 * What spore doctor found, as JSON: one object a line, told apart by its "kind".
 */
#include "doctor.h"
#include "json.h"

static const char *text_or_null(const char *text)
{
    return text[0] ? text : NULL;
}

static void put_call(Json *json, const SporeLostCall *call)
{
    json_begin_row(json);
    json_text(json, "kind", "call");
    if (call->tasklet)
        json_count(json, "tasklet", call->tasklet);
    else
        json_text(json, "tasklet", NULL);
    json_text(json, "name", text_or_null(call->name));
    json_text(json, "native", call->native);
    json_text(json, "source", text_or_null(call->source));
    json_integer(json, "line", call->line);
    json_bool(json, "is_restartable", call->is_decided);
    json_end_row(json);
}

static void put_objects(Json *json, const SporeLostObject *object, size_t count)
{
    json_begin_row(json);
    json_text(json, "kind", "object");
    json_text(json, "type", object->type);
    json_text(json, "place", text_or_null(object->place));
    json_bool(json, "is_known", object->is_known);
    json_bool(json, "is_file", object->is_file);
    json_count(json, "count", count);
    json_end_row(json);
}

static void put_native(Json *json, const SporeChangedNative *native)
{
    json_begin_row(json);
    json_text(json, "kind", "native");
    json_text(json, "name", native->name);
    if (native->is_missing)
        json_text(json, "version", NULL);
    else
        json_count(json, "version", native->version);
    json_count(json, "snapshot_version", native->snapshot_version);
    json_bool(json, "is_refused", native_is_refused(native));
    json_end_row(json);
}

void findings_print_json(const Findings *findings)
{
    Json json;
    size_t alike;

    json_begin(&json);
    for (size_t i = 0; i < findings->call_count; i++)
        put_call(&json, &findings->calls[i]);
    for (size_t i = 0; i < findings->object_count; i += alike) {
        alike = findings_count_alike(findings, i);
        put_objects(&json, &findings->objects[i], alike);
    }
    for (size_t i = 0; i < findings->native_count; i++)
        put_native(&json, &findings->natives[i]);
    json_end(&json);
}
