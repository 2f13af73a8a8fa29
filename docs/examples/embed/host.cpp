/*
 * A host in C++17: a machine that closes itself, a native that is a lambda, exceptions
 * that end where C begins.
 *
 *     $ ./host_cpp
 *     "one snapshot a second" has 4 words
 *     failed: program:3: bad pattern: ...
 */
#include <chrono>
#include <exception>
#include <iostream>
#include <iterator>
#include <memory>
#include <regex>
#include <spore/spore.h>
#include <string_view>
#include <thread>

namespace
{

constexpr std::string_view PROGRAM = R"(
local text = "one snapshot a second"
local function count(pattern) return regex.count(text, pattern) end
print(('"%s" has %d words'):format(text, count "[a-z]+"))
print("failed: " .. select(2, pcall(count, "(")))
)";

struct Closer {
    void operator()(SporeVM *vm) const
    {
        spore_vm_close(vm);
    }
};
using Machine = std::unique_ptr<SporeVM, Closer>;

std::string_view text_in(SporeCall *call, unsigned slot, SporeStatus *inout_status)
{
    const char *bytes = "";
    std::size_t length = 0;

    if (*inout_status == SPORE_OK)
        *inout_status = spore_get_string(call, slot, &bytes, &length);
    return {bytes, length};
}

/* regex.count(text, pattern): how often it matches. No exception may leave a native. */
const SporeNative count_matches = [](SporeCall *call) -> SporeStatus {
    SporeStatus status = SPORE_OK;
    const std::string_view text = text_in(call, 0, &status);
    const std::string_view pattern = text_in(call, 1, &status);

    if (status != SPORE_OK) return status;
    try {
        const std::regex regex(pattern.begin(), pattern.end());
        const std::cregex_iterator first(text.data(), text.data() + text.size(), regex);
        spore_set_integer(call, 2, std::distance(first, std::cregex_iterator()));
        return spore_return(call, 2, 1);
    } catch (const std::exception &error) {
        return spore_fail(call, "bad pattern: %s", error.what());
    }
};

/* Until it ends, or wants what this host has not. */
SporeRun run(SporeVM *vm)
{
    SporeRun how;

    while ((how = spore_vm_run(vm)) == SPORE_RUN_IDLE)
        std::this_thread::sleep_for(
            std::chrono::nanoseconds(spore_vm_next_wake_ns(vm) - spore_vm_clock_ns(vm)));
    return how;
}

} // namespace

int main()
{
    const SporeNativeDef natives[] = {
        {"regex.count", count_matches, 0, 0, 0, 0, nullptr}};
    SporeVM *opened = nullptr;

    if (spore_vm_open(nullptr, &opened) != SPORE_OK) return 1;
    const Machine vm(opened);
    const bool is_loaded =
        spore_vm_register(opened, natives, std::size(natives), nullptr) == SPORE_OK &&
        spore_vm_load_text(opened, PROGRAM.data(), PROGRAM.size(), "=program", nullptr,
                           0) == SPORE_OK;
    const bool is_done = is_loaded && run(opened) == SPORE_RUN_DONE;
    if (!is_done) std::cerr << "host_cpp: " << spore_vm_error(opened) << '\n';
    const bool is_written = spore_vm_end_files(opened, nullptr) == SPORE_OK;
    return is_done && is_written ? 0 : 1;
}
