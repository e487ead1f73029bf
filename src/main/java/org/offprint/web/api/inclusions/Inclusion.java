package org.offprint.web.api.inclusions;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.web.api.lists.IncludedData;

/** Additional data that a client can request with the query parameter {@code include}. */
enum Inclusion {
    ISSUE_NEIGHBOURS("issue.neighbours", null),
    CITED_BY("citedBy", null),
    RELATED("related", "/related"),
    RELATIONS("relations", "?include=relations"),
    METRICS("metrics", null),
    USAGE("usage", null),
    VERSIONS("versions", "/versions"),
    EXPORTS("exports", "/exports"),
    CROSSMARK("crossmark", "?include=crossmark"),
    FULL_TEXT("fullText", "/full-text"),
    REFERENCES("references", "/references"),
    FILES("files", "");

    /** Name of the query parameter. */
    static final String PARAMETER = "include";

    /** Description of the query parameter of the operation that returns one article. */
    static final String OF_RECORD =
            "Names of additional data, separated by commas. The member `included` contains the data. Each inclusion"
                    + " executes a fixed number of SQL statements, and counts once in the quota `search`."
                    + " `issue.neighbours`: previous and next article of the issue (2 articles, 1 statement). `citedBy`:"
                    + " number of citing articles, and the newest of them (10 articles, 1 statement). `related`: related"
                    + " articles (10 articles, 2 statements). `relations`: articles that the relations and the retraction"
                    + " notice of the article name (100 articles, no statement). The articles of these four inclusions"
                    + " are read with 1 more statement, and have at most 20,000,000 bytes together. `metrics`: number of"
                    + " views, downloads and citations (2 statements). `versions`: as in `listVersions` (1 statement)."
                    + " `exports`: as in `listExports`, only for published articles (2 statements). `crossmark`: URL of"
                    + " the Crossmark dialog (1 statement). `references`: as in `listReferences` (2 statements). `fullText`: outline and HTML of the full text (1 statement). The HTML is omitted if"
                    + " it has more than 5,000,000 characters. `files`: as in `listFiles` (no statement). `usage`: usage"
                    + " of the last 12 months (1 statement), only for editors of the journal. Not supported for formats"
                    + " other than JSON.";

    /** Description of the query parameter of article lists. */
    static final String OF_LIST =
            "Names of additional data, separated by commas. The member `included` of each item contains the data. Each"
                    + " inclusion executes 1 SQL statement per page if no other number is stated, and counts once in the"
                    + " quota `search`."
                    + " `issue.neighbours`: previous and next article of the issue (2 articles). `citedBy`: number of"
                    + " citing articles, and the newest of them (3 articles). The articles of these two inclusions are"
                    + " read with 1 more statement. If they have more than 20,000,000 bytes together, the response is"
                    + " 400. `metrics`: number of views, downloads and citations (2 statements). `usage`: usage of the last 12 months, only in lists for editors. `getArticle` returns more"
                    + " inclusions.";

    private static final Map<String, Inclusion> BY_NAME = Stream.of(values())
            .collect(Collectors.toMap(each -> each.parameter, each -> each, (one, other) -> one, LinkedHashMap::new));

    private final String parameter;

    /**
     * Path suffix of the operation that returns the data of one article, if lists do not support this inclusion;
     * otherwise null.
     */
    private final String operation;

    Inclusion(String parameter, String operation) {
        this.parameter = parameter;
        this.operation = operation;
    }

    /** Returns the member of {@code included} that contains the data. */
    private String member() {
        int dot = parameter.indexOf('.');
        return dot < 0 ? parameter : parameter.substring(0, dot);
    }

    /** Returns the members of {@code included} that contain the data of the given inclusions. */
    static Set<String> members(Set<Inclusion> inclusions) {
        return inclusions.stream().map(Inclusion::member).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Parses the query parameter {@code include}, and adds an error for each invalid name.
     *
     * @param raw values of the parameter; null if the request does not contain the parameter
     * @param isList whether the operation returns a list
     * @param forEditors whether the response contains working copies
     */
    static Set<Inclusion> read(List<String> raw, boolean isList, boolean forEditors, Parameters parameters) {
        return read(raw, isList, forEditors, (code, message) -> parameters.addError(PARAMETER, code, message));
    }

    /**
     * Parses the names of inclusions.
     *
     * @param raw lists of names; null if the request does not contain any
     * @param isList whether the operation returns several articles
     * @param forEditors whether the response contains working copies
     * @param errors receives the code and the message of each error
     */
    static Set<Inclusion> read(
            List<String> raw, boolean isList, boolean forEditors, BiConsumer<String, String> errors) {
        Set<Inclusion> inclusions = EnumSet.noneOf(Inclusion.class);
        for (String name : IncludedData.names(raw, BY_NAME.keySet(), errors)) {
            Inclusion inclusion = BY_NAME.get(name);
            String error = inclusion.error(isList, forEditors);
            if (error == null) {
                inclusions.add(inclusion);
            } else {
                errors.accept("not-available", error);
            }
        }
        return inclusions;
    }

    private String error(boolean isList, boolean forEditors) {
        if (isList && operation != null) {
            return this == FILES
                    ? "Remove files. The articles in this response always contain their files."
                    : "A response with several articles cannot include " + parameter
                            + ". Remove it, or get it for one article with /v1/articles/{id}" + operation + ".";
        }
        if (this == EXPORTS && forEditors) {
            return "Only published articles have exports. Remove exports, or add view=public.";
        }
        return this == USAGE && !forEditors
                ? "Only editors of the journal can include usage. Remove it, or send the credentials of an editor without"
                        + " view=public."
                : null;
    }
}
