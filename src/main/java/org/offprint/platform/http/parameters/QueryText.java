package org.offprint.platform.http.parameters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Query of a URL as sent by the client, which consists of name and value pairs in their original order. Pairs are
 * separated only by {@code &}. A semicolon, which occurs in old DOIs, is part of the parameter value (WHATWG URL,
 * application/x-www-form-urlencoded).
 */
public final class QueryText {

    private final List<String> raw;

    private QueryText(List<String> raw) {
        this.raw = raw;
    }

    /** Parses the part of a URL after the question mark. Null represents an empty query. */
    public static QueryText of(String query) {
        return new QueryText(
                query == null
                        ? List.of()
                        : Arrays.stream(query.split("&"))
                                .filter(pair -> !pair.isEmpty())
                                .toList());
    }

    /**
     * Returns the decoded names and values of the query parameters. Throws IllegalArgumentException if the
     * percent-encoding or UTF-8 is malformed, or if the query contains a NUL character.
     */
    public List<Map.Entry<String, String>> pairs() {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : raw) {
            int equals = pair.indexOf('=');
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
            pairs.add(Map.entry(name(pair), value));
        }
        return pairs;
    }

    /** Returns a copy of the query without the given parameters. All other parameters remain unchanged. */
    public QueryText without(Collection<String> names) {
        return new QueryText(
                raw.stream().filter(pair -> !names.contains(name(pair))).toList());
    }

    /**
     * Returns a copy of the query with an additional parameter at the end, whose value must not require
     * percent-encoding.
     */
    public QueryText with(String name, String value) {
        List<String> more = new ArrayList<>(raw);
        more.add(name + "=" + value);
        return new QueryText(more);
    }

    /**
     * Returns the normalized query, which consists of the decoded name and value pairs in sorted order. Equivalent
     * queries have the same normalized form.
     */
    public String canonical() {
        return pairs().stream()
                .map(pair -> pair.getKey() + "\u0000" + pair.getValue())
                .sorted()
                .collect(Collectors.joining("\u0000\u0000"));
    }

    /**
     * Returns the query for use in a link. Characters that are not allowed in a URI are percent-encoded (RFC 3986,
     * section 3.4).
     */
    @Override
    public String toString() {
        String joined = String.join("&", raw);
        if (joined.chars().allMatch(QueryText::isAllowed)) {
            return joined;
        }
        StringBuilder text = new StringBuilder();
        for (char c : joined.toCharArray()) {
            text.append(isAllowed(c) ? String.valueOf(c) : encoded(c));
        }
        return text.toString();
    }

    /**
     * Decodes percent-encoding strictly (RFC 3986, section 2.1). Throws IllegalArgumentException if the encoding is
     * malformed, is not UTF-8 (which excludes unpaired surrogates) or contains NUL.
     */
    public static String decoded(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && text.indexOf('\u0000') < 0) {
            return plusIsSpace ? text.replace('+', ' ') : text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            byte b = source[i];
            if (b == '%') {
                b = (byte) (hex(source, i + 1) << 4 | hex(source, i + 2));
                i += 2;
            } else if (b == '+' && plusIsSpace) {
                b = ' ';
            }
            if (b == 0) {
                throw new IllegalArgumentException("Remove the NUL character.");
            }
            bytes.put(b);
        }
        return utf8(bytes.flip());
    }

    private static int hex(byte[] source, int at) {
        int digit = at < source.length ? Character.digit(source[at], 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("Each `%` must be followed by two hexadecimal digits.");
        }
        return digit;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Percent-encoded bytes must be valid UTF-8.", e);
        }
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return decoded(equals < 0 ? pair : pair.substring(0, equals), true);
    }

    private static boolean isAllowed(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "-._~!$&'()*+,;=:@/?%".indexOf(c) >= 0);
    }

    private static String encoded(char c) {
        StringBuilder text = new StringBuilder();
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format("%%%02X", b & 0xff));
        }
        return text.toString();
    }
}
