package org.offprint.platform.http.caching;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.faults.Problems;

/**
 * Conditional requests (RFC 9110, section 13). Entity tags are represented as in headers, including the quotes.
 * Comparisons ignore the suffix of a compressed form ({@code "v1-gzip"}).
 */
public final class Conditions {

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")\\s*");
    private static final Pattern COMPRESSED = Pattern.compile("-(?:gzip|br|zstd|deflate)\"$");

    // Unlike RFC_1123_DATE_TIME, the HTTP date format always has a two-digit day.
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Conditions() {}

    /**
     * Returns whether the response to a conditional request is 304. {@code If-None-Match} uses weak comparison
     * (13.1.2). {@code If-Modified-Since} is ignored if it is not a valid date or if {@code If-None-Match} is present
     * (13.1.3).
     *
     * @param ifNoneMatch all values of the header {@code If-None-Match}, joined by commas; null for none
     * @param ifModifiedSince value of the header {@code If-Modified-Since}; null for none
     * @param etag current entity tag; null if there is none
     * @param lastModified time of the last change; null if unknown
     */
    public static boolean notModified(String ifNoneMatch, String ifModifiedSince, String etag, Instant lastModified) {
        if (ifNoneMatch != null) {
            List<Tag> tags = tags("If-None-Match", ifNoneMatch);
            return etag != null && (tags.isEmpty() || tags.stream().anyMatch(tag -> same(tag.opaque(), opaque(etag))));
        }
        if (ifModifiedSince == null || lastModified == null) {
            return false;
        }
        Instant since = date(ifModifiedSince);
        return since != null && !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    }

    /**
     * Rejects a request unless {@code If-Match} matches (RFC 9110, section 13.1.1). The comparison is strong, so a weak
     * entity tag never matches. The response is 428 if {@code If-Match} is missing, and 400 if it is malformed. If no
     * entity tag matches, the response is 412 with the current entity tag.
     *
     * @param currentEtags current entity tags, which are strong; the 412 response contains the first one
     */
    public static void requireMatch(String ifMatch, String... currentEtags) {
        if (ifMatch == null) {
            throw Problems.preconditionRequired();
        }
        List<Tag> tags = tags("If-Match", ifMatch);
        boolean matches = tags.isEmpty()
                || tags.stream()
                        .anyMatch(tag -> !tag.weak()
                                && Arrays.stream(currentEtags).anyMatch(current -> same(tag.opaque(), current)));
        if (!matches) {
            throw tags.stream().anyMatch(tag -> EntityTag.isOfSelection(tag.opaque()))
                    ? Problems.tagOfSelection(currentEtags[0])
                    : Problems.stale(currentEtags[0]);
        }
    }

    /** Returns whether a header value is {@code *}, which matches any representation. Returns false for null. */
    public static boolean isAny(String header) {
        return header != null && header.strip().equals("*");
    }

    /** Formats an instant as an HTTP date (RFC 9110, section 5.6.7). */
    public static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    /**
     * Returns whether {@code If-None-Match} contains the entity tag of a compressed form. A 304 response has no body,
     * so only this header indicates which form the client has.
     */
    static boolean namesCompressed(String ifNoneMatch) {
        return ifNoneMatch != null && ifNoneMatch.contains("-gzip\"");
    }

    private record Tag(boolean weak, String opaque) {}

    /** Returns the entity tags in a header value, or an empty list for the value {@code *}. */
    private static List<Tag> tags(String header, String value) {
        List<Tag> tags = new ArrayList<>();
        if (isAny(value)) {
            return tags;
        }
        Matcher tag = TAG.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!tag.region(at, value.length()).lookingAt()) {
                throw malformed(header);
            }
            tags.add(new Tag(tag.group(1) != null, tag.group(2)));
            at = tag.end();
            if (at < value.length() && value.charAt(at++) != ',') {
                throw malformed(header);
            }
        }
        if (tags.isEmpty()) {
            throw malformed(header);
        }
        return tags;
    }

    private static RuntimeException malformed(String header) {
        return Problems.badHeader(
                header,
                "entity-tag-format",
                "Must be `*` or a list of entity tags as returned in `ETag`, including the quotes.");
    }

    private static boolean same(String asked, String current) {
        // Some proxies insert two hyphens before the content coding. An entity tag of this service may itself end with
        // a hyphen.
        String plain = COMPRESSED.matcher(asked).replaceFirst("\"");
        String withHyphen = current.substring(0, current.length() - 1) + "-\"";
        return asked.equals(current) || plain.equals(current) || !plain.equals(asked) && plain.equals(withHyphen);
    }

    private static String opaque(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    private static Instant date(String text) {
        try {
            return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
