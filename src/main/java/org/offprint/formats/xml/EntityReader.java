package org.offprint.formats.xml;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.kernel.text.Table;

/**
 * Removes the document type declaration from XML text and replaces named entities with characters. Supports the
 * entities of HTML, which include the ISO names that the JATS DTDs declare. Also supports plain entities that the
 * document itself declares.
 *
 * <p>The XML parser that reads the result needs no DTD. No external entity is fetched, and no entity can expand without
 * limit. Any other entity reference stays in the text, so that the parser rejects it.
 */
final class EntityReader extends Reader {

    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_DOCTYPE_LENGTH = 1 << 20;
    private static final int MAX_REPLACED = 5_000_000;
    private static final int MAX_DECLARATION_LENGTH = 10_000;
    private static final int MAX_DECLARED = 10_000;

    /** Entities of the ISO entity sets that are missing in HTML. */
    private static final Map<String, String> ISO = Table.map("iso-entities.tsv");

    private static final Pattern DECLARED =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]+)\\s+(?:\"([^\"&%<]{0,1000})\"|'([^'&%<]{0,1000})')\\s*>");
    private static final Pattern NUMBER =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]+)\\s+[\"']&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));[\"']");
    private static final Set<String> PREDEFINED = Set.of("amp", "lt", "gt", "quot", "apos");

    private final Reader in;
    private char[] buffer = new char[1 << 13];
    private int begin;
    private int end;
    private final Map<String, String> declared = new HashMap<>();
    private String pending = "";
    private int at;
    /**
     * Closing delimiter of the comment, CDATA section or processing instruction that is being copied; null outside such
     * markup.
     */
    private String endMarker;

    private int matched;
    private long allowed = Long.MAX_VALUE;
    /** Number of characters inserted for entities that the document declares. */
    private int replaced;

    EntityReader(Reader text) {
        in = text;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int read = 0;
        while (read < length) {
            int copied = copy(into, offset + read, length - read);
            read += copied;
            if (copied > 0) {
                continue;
            }
            int c = next();
            if (c < 0) {
                break;
            }
            into[offset + read++] = (char) c;
        }
        allowed -= read;
        if (allowed < 0) {
            throw new UnreadableException("A text, comment, attribute or name in the XML is too long.", 0);
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    /**
     * Copies characters from the buffer up to the next markup or entity reference. Returns the number of copied
     * characters.
     */
    private int copy(char[] into, int offset, int length) {
        if (endMarker != null || at < pending.length()) {
            return 0;
        }
        int stop = Math.min(end, begin + length);
        int i = begin;
        while (i < stop && buffer[i] != '<' && buffer[i] != '&' && buffer[i] != 0xFEFF) {
            i++;
        }
        int copied = i - begin;
        System.arraycopy(buffer, begin, into, offset, copied);
        begin = i;
        return copied;
    }

    /**
     * Limits the number of characters that can be read before this method is called again. The limit can be exceeded by
     * about one buffer.
     */
    void allow(int characters) {
        allowed = characters;
    }

    /** Returns the next unprocessed character of the XML text, or -1 at the end of the text. */
    private int take() throws IOException {
        return begin < end || fill(1) ? buffer[begin++] : -1;
    }

    /**
     * Returns whether the buffer contains at least the given number of characters. Reads more characters if necessary.
     */
    private boolean fill(int count) throws IOException {
        if (end - begin < count) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
        }
        while (end - begin < count) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int next() throws IOException {
        while (true) {
            if (at < pending.length()) {
                return pending.charAt(at++);
            }
            int c = take();
            if (c == 0xFEFF && pending.isEmpty()) {
                continue;
            }
            if (endMarker != null) {
                matchEndMarker(c);
                return c;
            }
            if (c == '<') {
                offer(markup());
            } else if (c == '&') {
                offer(reference());
            } else {
                return c;
            }
        }
    }

    private void offer(String text) {
        pending = text;
        at = 0;
    }

    private void matchEndMarker(int c) {
        if (c == endMarker.charAt(matched)) {
            matched++;
        } else if (!(c == endMarker.charAt(0) && matched == 2 && endMarker.charAt(1) == c)) {
            matched = c == endMarker.charAt(0) ? 1 : 0;
        }
        if (matched == endMarker.length() || c < 0) {
            endMarker = null;
        }
    }

    private String markup() throws IOException {
        if (fill(1) && buffer[begin] != '!' && buffer[begin] != '?') {
            return "<";
        }
        String ahead = ahead(8);
        if (ahead.startsWith("!--")) {
            return pass("!--", "-->");
        }
        if (ahead.equals("![CDATA[")) {
            return pass("![CDATA[", "]]>");
        }
        if (ahead.equals("!DOCTYPE")) {
            skip(8);
            return doctype();
        }
        if (ahead.startsWith("?xml") && !Character.isLetterOrDigit(ahead.charAt(4)) && ahead.charAt(4) != '-') {
            // The XML text is already decoded, so skip its XML declaration.
            return skipTo('>');
        }
        return ahead.startsWith("?") ? pass("?", "?>") : "<";
    }

    private String pass(String begin, String end) throws IOException {
        skip(begin.length());
        endMarker = end;
        matched = 0;
        return "<" + begin;
    }

    /**
     * Returns the next characters of the XML text without consuming them. The result always has the requested length,
     * and is padded with NUL characters at the end of the text.
     */
    private String ahead(int count) throws IOException {
        fill(count);
        char[] next = new char[count];
        System.arraycopy(buffer, begin, next, 0, Math.min(count, end - begin));
        return new String(next);
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            take();
        }
    }

    private String skipTo(char end) throws IOException {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        int c;
        while ((c = take()) >= 0 && c != end) {
            if (c == '\n') {
                lines.append('\n');
            }
            if (++length > MAX_DECLARATION_LENGTH) {
                throw new UnreadableException("The XML declaration is not closed with ?>.", 1);
            }
        }
        return lines.toString();
    }

    /**
     * Reads the document type declaration, and stores the entities that it declares as plain text or as one character.
     * Returns only the line breaks of the declaration, so that line numbers stay correct.
     */
    private String doctype() throws IOException {
        StringBuilder doctype = new StringBuilder();
        int depth = 0;
        int quote = 0;
        int c;
        while ((c = take()) >= 0 && doctype.length() < MAX_DOCTYPE_LENGTH) {
            if (quote == 0 && c == '>' && depth == 0) {
                break;
            }
            doctype.append((char) c);
            if (endsWith(doctype, "<!--")) {
                comment(doctype);
                depth--;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '<') {
                depth++;
            } else if (c == ']' || c == '>') {
                depth--;
            }
        }
        declared.putAll(declared(doctype));
        return doctype.chars()
                .filter(each -> each == '\n')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * Returns the entities in a document type declaration whose value is plain text or one character, keyed by entity
     * name. If an entity is declared several times, the first declaration is used.
     */
    private static Map<String, String> declared(CharSequence doctype) {
        Map<String, String> entities = new HashMap<>();
        Matcher number = NUMBER.matcher(doctype);
        while (number.find() && entities.size() < MAX_DECLARED) {
            boolean isHex = number.group(2) != null;
            int code = Integer.parseInt(isHex ? number.group(2) : number.group(3), isHex ? 16 : 10);
            if (Character.isValidCodePoint(code)) {
                entities.putIfAbsent(number.group(1), Character.toString(code));
            }
        }
        Matcher plain = DECLARED.matcher(doctype);
        while (plain.find() && entities.size() < MAX_DECLARED) {
            entities.putIfAbsent(plain.group(1), plain.group(2) == null ? plain.group(3) : plain.group(2));
        }
        return entities;
    }

    private static boolean endsWith(StringBuilder text, String end) {
        return text.length() >= end.length()
                && text.substring(text.length() - end.length()).equals(end);
    }

    private void comment(StringBuilder doctype) throws IOException {
        doctype.setLength(doctype.length() - "<!--".length());
        int dashes = 0;
        int c;
        while ((c = take()) >= 0 && !(c == '>' && dashes >= 2)) {
            dashes = c == '-' ? dashes + 1 : 0;
        }
    }

    private String reference() throws IOException {
        StringBuilder name = new StringBuilder();
        int c = 0;
        while (name.length() < MAX_NAME_LENGTH && (c = take()) >= 0 && isName(c)) {
            name.append((char) c);
        }
        if (c == ';') {
            return resolved(name.toString());
        }
        if (c >= 0 && !isName(c)) {
            begin--;
        }
        return "&" + name;
    }

    private String resolved(String name) {
        String value = PREDEFINED.contains(name) || name.startsWith("#") ? null : declared.get(name);
        replaced += value == null ? 0 : value.length();
        if (replaced > MAX_REPLACED) {
            throw new UnreadableException(
                    "The entities that the file declares expand to more than " + MAX_REPLACED + " characters.", 0);
        }
        if (value == null && !PREDEFINED.contains(name) && Entities.isNamedEntity(name)) {
            value = Entities.getByName(name);
        }
        value = value == null ? ISO.get(name) : value;
        return value == null
                ? "&" + name + ";"
                : value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }

    private static boolean isName(int c) {
        return Character.isLetterOrDigit(c) || c == '#' || c == '.' || c == '-' || c == '_' || c == ':';
    }
}
