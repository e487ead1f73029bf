package org.offprint.web.api.journals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.csv.CsvTable;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.journal.redirects.Redirect;
import org.offprint.journal.redirects.Redirects;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.EntityTag;

/**
 * Redirects from a request body, which is JSON in the format of the redirect list, or CSV with the columns {@code from}
 * and {@code to}.
 *
 * @param digest digest of the body
 */
record SentRedirects(List<Redirect> redirects, String digest) {

    private static final int MAX_FINDINGS = 100;
    private static final Set<String> MEMBERS = Set.of("items", "total");
    private static final Set<String> COLUMNS = Set.of("from", "to");

    /**
     * Parses a redirect list from a request body.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is neither JSON nor CSV; 422 with the first
     *     100 invalid lines or members
     */
    static SentRedirects read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int first = 0;
        while (first < bytes.length && Character.isWhitespace(bytes[first])) {
            first++;
        }
        if (first == bytes.length) {
            throw Problems.malformedJson(
                    "The request body is empty. Send the redirects as JSON, or as CSV with the columns from and to.");
        }
        List<Finding> findings = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        RedirectChecks places = new RedirectChecks(new HashMap<>(), findings);
        if (bytes[first] == '{') {
            readJson(Json.parse(bytes), redirects, places);
        } else {
            readCsv(bytes, redirects, places);
        }
        if (redirects.size() > Redirects.MAX_REDIRECTS) {
            findings.add(
                    0,
                    Finding.at("/items", "too-many", "Must have at most " + Redirects.MAX_REDIRECTS + " redirects."));
        }
        if (!findings.isEmpty()) {
            throw Problems.invalid(
                    "The list of redirects", findings.subList(0, Math.min(findings.size(), MAX_FINDINGS)));
        }
        return new SentRedirects(redirects, EntityTag.of(bytes));
    }

    /**
     * Validates parsed redirects.
     *
     * @param known positions of the valid redirects in the body, keyed by path
     * @param findings errors found so far
     */
    private record RedirectChecks(Map<String, String> known, List<Finding> findings) {

        void check(Redirect redirect, String place, String from, String to) {
            String wrongFrom = redirect.faultOfFrom();
            String wrongTo = redirect.faultOfTo();
            if (wrongFrom != null) {
                findings.add(Finding.at(from, "redirect-from", place + ": " + wrongFrom));
            }
            if (wrongTo != null) {
                findings.add(Finding.at(to, "redirect-to", place + ": " + wrongTo));
            }
            if (wrongFrom == null && wrongTo == null) {
                String identity = Redirects.identity(redirect);
                String before = known.putIfAbsent(identity, place);
                if (before != null) {
                    findings.add(Finding.at(
                            from,
                            "repeated-value",
                            place + ": " + before + " already has this path. Remove one of the redirects."));
                } else if (identity.equals(Redirects.identity(new Redirect(redirect.to(), redirect.to())))) {
                    findings.add(Finding.at(to, "redirect-to", place + ": Must not redirect to itself."));
                }
            }
        }
    }

    private static void readJson(JsonNode list, List<Redirect> redirects, RedirectChecks places) {
        list.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                places.findings().add(Finding.at("/" + name, "unknown-member", "Remove this unknown member."));
            }
        });
        if (!list.path("items").isArray()) {
            places.findings().add(Finding.at("/items", "required", "The list of all redirects is required."));
            return;
        }
        int at = 0;
        for (JsonNode item : list.path("items")) {
            String pointer = "/items/" + at++;
            if (!item.isObject()) {
                places.findings().add(Finding.at(pointer, "wrong-type", "Must be an object."));
                continue;
            }
            item.fieldNames().forEachRemaining(name -> {
                if (!COLUMNS.contains(name)) {
                    places.findings()
                            .add(Finding.at(pointer + "/" + name, "unknown-member", "Remove this unknown member."));
                }
            });
            Redirect redirect =
                    new Redirect(item.path("from").textValue(), item.path("to").textValue());
            places.check(redirect, "Item " + at, pointer + "/from", pointer + "/to");
            redirects.add(redirect);
        }
    }

    private static void readCsv(byte[] bytes, List<Redirect> redirects, RedirectChecks places) {
        try (CsvTable table = new CsvTable(new ByteArrayInputStream(bytes))) {
            CsvTable.TableRow row = table.next();
            while (row != null) {
                for (String name : row.cells().keySet()) {
                    if (!COLUMNS.contains(name)) {
                        places.findings()
                                .add(Finding.at(
                                        "/" + row.line(),
                                        "unknown-member",
                                        "Line " + row.line() + ": Remove the unknown column " + name
                                                + "; the first line must be from,to."));
                    }
                }
                String pointer = "/items/" + redirects.size();
                Redirect redirect = new Redirect(
                        stripped(row.cells().get("from")), stripped(row.cells().get("to")));
                places.check(redirect, "Line " + row.line(), pointer + "/from", pointer + "/to");
                redirects.add(redirect);
                row = places.findings().size() < MAX_FINDINGS && redirects.size() <= Redirects.MAX_REDIRECTS
                        ? table.next()
                        : null;
            }
        } catch (UnreadableException e) {
            places.findings().add(Finding.at("", "csv", e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stripped(String cell) {
        return cell == null ? null : cell.strip();
    }
}
