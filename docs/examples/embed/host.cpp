/*
 * A host in C++17: a machine that closes itself, a native that is a lambda, exceptions
 * that end where C begins.
 *
 *     $ ./host_cpp
 *     the second word is snapshot
 *     failed: program:4: there is no word 5
 */
#include <chrono>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <memory>
#include <spore/spore.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

static constexpr std::string_view PROGRAM = R"(-- words.nth is the host's
local text = "one snapshot a second"
print("the second word is " .. words.nth(text, 2))
local function fifth() return "it is " .. words.nth(text, 5) end
local _, failure = pcall(fifth)
print("failed: " .. failure)
)";

struct Closer {
    void operator()(SporeVM *vm) const
    {
        spore_vm_close(vm);
    }
};
using Machine = std::unique_ptr<SporeVM, Closer>;

static std::vector<std::string> split(const std::string &text)
{
    std::istringstream stream(text);

    return {std::istream_iterator<std::string>(stream), {}};
}

/*
 * words.nth(text, n). No exception may leave a native; but Spore's own errors are
 * statuses that are returned, so every destructor runs.
 */
static const SporeNative nth_word = [](SporeCall *call) -> SporeStatus {
    const char *text = nullptr;
    std::size_t length = 0;
    std::int64_t n = 0;

    SporeStatus status = spore_get_string(call, 0, &text, &length);
    if (status == SPORE_OK) status = spore_get_integer(call, 1, &n);
    if (status != SPORE_OK) return status;
    try {
        const auto words = split({text, length});
        const auto &word = words.at(static_cast<std::size_t>(n - 1)); /* may throw */
        status = spore_set_string(call, 2, word.data(), word.size());
        return status == SPORE_OK ? spore_return(call, 2, 1) : status;
    } catch (const std::out_of_range &) {
        return spore_fail(call, "there is no word %lld", static_cast<long long>(n));
    } catch (...) {
        return spore_fail(call, "no memory for the words");
    }
};

/* Until it ends, or wants what this host has not. */
static SporeRun run(SporeVM *vm)
{
    SporeRun how;

    while ((how = spore_vm_run(vm)) == SPORE_RUN_IDLE)
        std::this_thread::sleep_for(
            std::chrono::nanoseconds(spore_vm_next_wake_ns(vm) - spore_vm_clock_ns(vm)));
    return how;
}

int main()
{
    const SporeNativeDef natives[] = {{"words.nth", nth_word, 0, 0, 0, 0, nullptr}};
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
