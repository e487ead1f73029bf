package org.offprint.web.site.addresses;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;
import org.offprint.web.site.records.PublishedJournals;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;

/**
 * REST resource that redirects article URLs of former OJS, Janeway, SciELO and PLOS sites to the article pages of this
 * service, using imported identifiers.
 */
@Path("/")
@PermitAll
@OwnParameters
@Produces(MediaType.WILDCARD)
public class FormerSiteRedirect {

    /** Types of article identifiers in OJS: the article number, and the identifier assigned by editors. */
    private static final List<String> OJS_TYPES = List.of("ojs", "publisher-id");

    private static final List<String> JANEWAY_TYPES = List.of("janeway", "janeway-id", "pubid", "publisher-id");

    private static final List<String> SCIELO_TYPES =
            List.of("publisher-id", "scielo-v2", "scielo-v3", "scielo-id", "pid", "pii", "other");

    private static final int MAX_SEGMENTS = 12;

    private final RecordPages records;
    private final PublishedJournals journals;
    private final PageRedirects moved;
    private final SiteSwitch site;

    FormerSiteRedirect(RecordPages records, PublishedJournals journals, PageRedirects moved, SiteSwitch site) {
        this.records = records;
        this.journals = journals;
        this.moved = moved;
        this.site = site;
    }

    /** Redirects OJS URLs of the form {@code index.php/{journal}[/{language}]/{page}/{operation}/{identifiers …}}. */
    @GET
    @Path("index.php/{rest: .*}")
    @Operation(hidden = true)
    public Response getPageOfOjs(@BeanParam SiteRequest asked) {
        site.require();
        List<String> segments = segments(asked);
        Optional<PublishedJournal> journal =
                segments.size() > 1 ? journals.find(segments.get(1)).or(journals::only) : Optional.empty();
        List<String> rest = segments.subList(Math.min(2, segments.size()), segments.size());
        if (!rest.isEmpty() && isLanguage(rest.get(0))) {
            rest = rest.subList(1, rest.size());
        }
        String what = rest.isEmpty() ? "index" : rest.get(0);
        String operation = rest.size() < 2 ? "" : rest.get(1);
        String identifier = rest.size() < 3 ? "" : rest.get(2);
        return switch (what) {
            case "article" -> ofOjs(operation, identifier, rest.size() > 3, journal, asked);
            case "issue" -> ofJournal(journal, operation.equals("current") ? "/issues/current" : "/issues", asked);
            case "index" -> ofJournal(journal, "", asked);
            case "about" -> ofJournal(journal, "/about", asked);
            default -> throw unknown(asked);
        };
    }

    private Response ofOjs(
            String operation,
            String identifier,
            boolean hasGalley,
            Optional<PublishedJournal> journal,
            SiteRequest asked) {
        Optional<String> page = records.ofIdentifier(
                OJS_TYPES, identifier, journal.map(PublishedJournal::id).orElse(null));
        boolean isFile = operation.equals("download") || operation.equals("viewFile") || hasGalley;
        return moved.permanent(page.map(path -> isFile && records.hasPdf(path) ? path + ".pdf" : path)
                .orElseThrow(() -> unknown(asked)));
    }

    /** Redirects Janeway URLs that contain the number or identifier of an article. */
    @GET
    @Path("article/{kind: id|pubid}/{identifier: .+}")
    @Operation(hidden = true)
    public Response getPageOfJaneway(@BeanParam SiteRequest asked) {
        site.require();
        return ofJaneway(segments(asked), null, asked);
    }

    /** Redirects Janeway article URLs that start with a journal code. */
    @GET
    @Path("{journal}/article/{kind: id|pubid}/{identifier: .+}")
    @Operation(hidden = true)
    public Response getPageOfJanewayOfJournal(@BeanParam SiteRequest asked) {
        site.require();
        List<String> segments = segments(asked);
        UUID journal = journals.find(segments.get(0)).map(PublishedJournal::id).orElse(null);
        return ofJaneway(segments.subList(1, segments.size()), journal, asked);
    }

    private Response ofJaneway(List<String> segments, UUID journal, SiteRequest asked) {
        return moved.permanent(records.ofIdentifier(JANEWAY_TYPES, segment(segments, 2, asked), journal)
                .orElseThrow(() -> unknown(asked)));
    }

    /** Redirects SciELO URLs from before 2020, which identify articles by number and journals by ISSN. */
    @GET
    @Path("scielo.php")
    @Operation(hidden = true)
    public Response getPageOfScielo(@BeanParam SiteRequest asked) {
        site.require();
        Map<String, String> parameters = parameters(asked);
        String pid = parameters.getOrDefault("pid", "");
        Optional<UUID> journal = issn(pid).flatMap(records::journalOf);
        if (journal.isPresent()) {
            boolean ofIssues = parameters.getOrDefault("script", "").equals("sci_issues");
            return ofJournal(journals.find(journal.get().toString()), ofIssues ? "/issues" : "", asked);
        }
        return moved.permanent(records.ofIdentifier(SCIELO_TYPES, pid, null).orElseThrow(() -> unknown(asked)));
    }

    /** Redirects SciELO URLs since 2020, which have the form {@code /j/{journal}/a/{identifier}}. */
    @GET
    @Path("j/{journal}/a/{identifier: .+}")
    @Operation(hidden = true)
    public Response getPageOfNewScielo(@BeanParam SiteRequest asked) {
        site.require();
        List<String> segments = segments(asked);
        String page = records.ofIdentifier(SCIELO_TYPES, segment(segments, 3, asked), null)
                .orElseThrow(() -> unknown(asked));
        boolean isPdf = parameters(asked).getOrDefault("format", "").equals("pdf");
        return moved.permanent(isPdf && records.hasPdf(page) ? page + ".pdf" : page);
    }

    /** Redirects PLOS article URLs of the form {@code /article?id={doi}}. */
    @GET
    @Path("article")
    @Operation(hidden = true)
    public Response getPageOfPlos(@BeanParam SiteRequest asked) {
        return ofDoi(asked, false);
    }

    /** Redirects PLOS file URLs of the form {@code /article/file?id={doi}&type=printable}. */
    @GET
    @Path("article/file")
    @Operation(hidden = true)
    public Response getFileOfPlos(@BeanParam SiteRequest asked) {
        return ofDoi(asked, parameters(asked).getOrDefault("type", "").equals("printable"));
    }

    /** Redirects PLOS article URLs that start with a journal name. */
    @GET
    @Path("{journal}/article")
    @Operation(hidden = true)
    public Response getPageOfPlosOfJournal(@BeanParam SiteRequest asked) {
        return ofDoi(asked, false);
    }

    /** Redirects PLOS file URLs that start with a journal name. */
    @GET
    @Path("{journal}/article/file")
    @Operation(hidden = true)
    public Response getFileOfPlosOfJournal(@BeanParam SiteRequest asked) {
        return getFileOfPlos(asked);
    }

    private Response ofDoi(SiteRequest asked, boolean isPdf) {
        site.require();
        try {
            String page = records.ofDoi(Doi.parse(parameters(asked).getOrDefault("id", "")))
                    .orElseThrow(() -> unknown(asked));
            return moved.permanent(
                    isPdf && page.startsWith("/articles/") && records.hasPdf(page) ? page + ".pdf" : page);
        } catch (InvalidValueException e) {
            throw unknown(asked);
        }
    }

    private Response ofJournal(Optional<PublishedJournal> journal, String page, SiteRequest asked) {
        String path = journal.orElseThrow(() -> unknown(asked)).path() + page;
        return moved.permanent(path);
    }

    private static Optional<Issn> issn(String text) {
        try {
            return Optional.of(Issn.parse(text));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether a path segment is a language code as used in OJS since version 3.4, for example {@code en} or
     * {@code pt_BR}.
     */
    private static boolean isLanguage(String segment) {
        return segment.length() == 2 || segment.length() == 5 && (segment.charAt(2) == '_' || segment.charAt(2) == '-');
    }

    /** Returns the decoded, nonempty segments of the requested path. */
    private static List<String> segments(SiteRequest asked) {
        List<String> segments = new ArrayList<>();
        try {
            for (String segment : Arrays.asList(asked.path().split("/", MAX_SEGMENTS))) {
                if (!segment.isEmpty()) {
                    segments.add(QueryText.decoded(segment, false));
                }
            }
        } catch (IllegalArgumentException e) {
            throw unknown(asked);
        }
        return segments;
    }

    private static String segment(List<String> segments, int number, SiteRequest asked) {
        if (segments.size() <= number) {
            throw unknown(asked);
        }
        return segments.get(number);
    }

    private static Map<String, String> parameters(SiteRequest asked) {
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            QueryText.of(asked.query()).pairs().forEach(pair -> parameters.putIfAbsent(pair.getKey(), pair.getValue()));
        } catch (IllegalArgumentException e) {
            throw unknown(asked);
        }
        return parameters;
    }

    private static ProblemException unknown(SiteRequest asked) {
        return Problems.notFound("page", asked.path());
    }
}
