# Runs the bundled program runtimes.mjs in workerd.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
);

const main :Workerd.Worker = (
  modules = [(name = "runtimes.js", esModule = embed "runtimes.js")],
  compatibilityDate = "2026-09-01",
  bindings = [
    (name = "OFFPRINT_URL", fromEnvironment = "OFFPRINT_URL"),
    (name = "OFFPRINT_LATER_URL", fromEnvironment = "OFFPRINT_LATER_URL"),
  ],
);
