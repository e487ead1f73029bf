package org.offprint.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Implements {@code --help}, which prints the command line options, and {@code --version}, which prints the version.
 */
public final class CommandLineUsage {

    static final String IMPORT = """
            --import FILE… --to URL
                Sends files to a running service, for example http://localhost:8080.
                Set the API key in the environment variable OFFPRINT_KEY.
                --publish=true           publishes the imported articles
                --mode=upsert            updates existing records instead of rejecting them
                --link=false             does not link printed affiliations to organizations
                --link=true              also links printed affiliations of existing articles
                --validateOnly=true      checks the files and stores nothing
                --format=NAME            format of the files, if it cannot be detected
                --journal=ID             journal for records without a journal
                --issue=ID               issue for articles without an issue
                --into=outside-works     imports external works, which references can link to, from the formats
                                         crossref-works and csl (admin key)
            """;

    static final String FILES = """
            --move-files FROM TO
                Copies the stored files from one store to the other. FROM and TO are disk and s3.
                --delete                 deletes each file after it was copied
            --check-files [STORE]
                Reads all stored files and compares them with their hashes. STORE is disk or s3.
                --backup FILE            checks only the files that a backup names
            """;

    private static final String OTHERS = """
            --restore FILE
                Restores a backup into an empty store. FILE may be compressed; - is standard input.
            --help
                Prints these options.
            --version
                Prints the version.
            """;

    private static final String ALL =
            "Usage: java -jar quarkus-run.jar [OPTION]\n\nWithout an option, the service starts.\n"
                    + "Environment variables configure the service (docs/configuration.md).\n\n"
                    + IMPORT + FILES + OTHERS;

    private CommandLineUsage() {}

    /** Returns whether the option is {@code --help}, {@code -h} or {@code --version}. */
    public static boolean supports(String option) {
        return option.equals("--help") || option.equals("-h") || option.equals("--version");
    }

    /** Prints the command line options or the version, and returns exit code 0. */
    public static int print(PrintStream out, String option) {
        out.print(option.equals("--version") ? "Offprint " + version() + "\n" : ALL);
        return 0;
    }

    private static String version() {
        try (InputStream file = CommandLineUsage.class.getResourceAsStream("/version.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports an unknown or incomplete option, prints all command line options, and returns exit code 2. */
    static int reject(PrintStream out, String option) {
        out.print("The option " + option + " is unknown or incomplete.\n\n" + ALL);
        return 2;
    }
}
