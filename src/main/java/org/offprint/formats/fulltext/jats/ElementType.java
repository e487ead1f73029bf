package org.offprint.formats.fulltext.jats;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.kernel.text.Table;

/**
 * Element type of JATS Journal Publishing 1.3, including the elements of OASIS tables.
 *
 * @param attributes types of the attributes except {@code id} and {@code xml:base}, by attribute name
 */
record ElementType(ContentModel content, Map<String, AttributeType> attributes) {

    private static final String HREF = "xlink:href";
    private static final String LANGUAGE = "xml:lang";
    private static final String CUSTOM = "custom";
    private static final String CUSTOM_TYPE = "custom-type";
    private static final String OTHER = "other";

    /** Attribute names to try if an element has no attribute of a name. */
    private static final Map<String, String> RENAMED = Map.of(
            "citation-type", "publication-type",
            "response-type", "article-type",
            "article-type", "response-type");

    private static final Pattern REPEATED_SCHEME = Pattern.compile("(?i)^https?:/+(https?):?/+");
    private static final Pattern TOKEN = Pattern.compile("[\\w.:-]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8}){0,20}");

    /** Characters that RFC 3986 permits in no part of a URL, or only in the host, and incomplete percent-encodings. */
    private static final Pattern FORBIDDEN_IN_URLS =
            Pattern.compile("[\\s\\p{Z}\\p{Cc}\"<>\\\\^`{|}\\[\\]]|%(?![0-9a-fA-F]{2})");

    private static final Pattern GROUP = Pattern.compile("%\\w+");
    private static final Map<String, ElementType> TYPES = read();

    /**
     * Type of an attribute.
     *
     * @param type {@code IDREFS}, {@code NMTOKEN} or an empty string for any text
     * @param values permitted values; empty if the values are not enumerated
     */
    record AttributeType(String type, List<String> values, boolean isRequired) {

        private static AttributeType of(String declaration) {
            boolean isRequired = declaration.endsWith("!");
            String type = isRequired ? declaration.substring(0, declaration.length() - 1) : declaration;
            boolean isNamed = type.isEmpty() || type.equals("IDREFS") || type.equals("NMTOKEN");
            return new AttributeType(isNamed ? type : "", isNamed ? List.of() : List.of(type.split("\\|")), isRequired);
        }
    }

    /** Returns the type of the elements with a name, or null if the tag set has no such element. */
    static ElementType of(String name) {
        return TYPES.get(name);
    }

    private static Map<String, ElementType> read() {
        Map<String, ElementType> types = new HashMap<>();
        Map<String, List<String>> groups = new HashMap<>();
        for (List<String> row : Table.of("jats-publishing.tsv", 3).rows()) {
            if (row.get(0).startsWith("%")) {
                groups.put(row.get(0), row);
                continue;
            }
            Map<String, AttributeType> attributes = new LinkedHashMap<>();
            Stream.of(expanded(row.get(2), groups, 2).split(" ")).forEach(attribute -> {
                String[] declaration = attribute.split("(?==)|(?=!$)", 2);
                String type = declaration.length == 1 ? "" : declaration[1];
                attributes.put(declaration[0], AttributeType.of(type.startsWith("=") ? type.substring(1) : type));
            });
            types.put(row.get(0), new ElementType(new ContentModel(expanded(row.get(1), groups, 1)), attributes));
        }
        return types;
    }

    private static String expanded(String text, Map<String, List<String>> groups, int column) {
        return GROUP.matcher(text).replaceAll(group -> groups.get(group.group()).get(column));
    }

    /**
     * Makes the attributes of an element valid. A value that an enumeration does not contain becomes a custom type.
     * Returns whether the element has all required attributes.
     */
    boolean fitAttributes(JatsNode node) {
        Map<String, String> valid = new LinkedHashMap<>();
        node.attributes().forEach((name, value) -> add(name, value, valid));
        node.attributes().clear();
        node.attributes().putAll(valid);
        for (Map.Entry<String, AttributeType> attribute : attributes.entrySet()) {
            boolean isMissing = attribute.getValue().isRequired() && !valid.containsKey(attribute.getKey());
            if (isMissing && !attribute.getValue().type().isEmpty()) {
                return false;
            }
            if (isMissing) {
                node.attributes().put(attribute.getKey(), "");
            }
        }
        return true;
    }

    private void add(String name, String value, Map<String, String> valid) {
        if (name.equals("id") || name.equals("xml:base") || name.startsWith("xmlns:")) {
            valid.put(name, value);
            return;
        }
        AttributeType declared = attributes.get(name);
        String renamed = RENAMED.get(name);
        if (declared == null && renamed != null && attributes.containsKey(renamed)) {
            add(renamed, value, valid);
        } else if (declared != null && !declared.values().isEmpty()) {
            enumerated(name, value.strip(), valid);
        } else if (declared != null) {
            String written = name.equals(HREF) ? url(value) : name.equals(LANGUAGE) ? value.replace('_', '-') : value;
            boolean isValid =
                    (!name.equals(LANGUAGE) || LANGUAGE_TAG.matcher(written).matches())
                            && (!declared.type().equals("NMTOKEN")
                                    || TOKEN.matcher(written).matches());
            if (isValid) {
                valid.put(name, written);
            }
        }
    }

    private void enumerated(String name, String value, Map<String, String> valid) {
        AttributeType declared = attributes.get(name);
        String known = declared.values().stream()
                .filter(value.toLowerCase(Locale.ROOT)::equals)
                .findFirst()
                .orElse(declared.values().contains(value) ? value : null);
        if (known != null) {
            valid.put(name, known);
        } else if (!value.isEmpty() && declared.values().contains(CUSTOM) && attributes.containsKey(CUSTOM_TYPE)) {
            valid.put(name, CUSTOM);
            valid.putIfAbsent(CUSTOM_TYPE, name.equals("fn-type") ? value.toLowerCase(Locale.ROOT) : value);
        } else if (!value.isEmpty() && declared.values().contains(OTHER)) {
            valid.put(name, OTHER);
        }
    }

    /**
     * Returns the address of a link as an absolute or relative URL. The forbidden characters of an invalid address are
     * percent-encoded. Text that only looks like an absolute URL, for example {@code 1abc:A}, becomes a relative path.
     * The second scheme of an address such as {@code https://http://example.org} is used.
     */
    private static String url(String href) {
        String url = REPEATED_SCHEME.matcher(href.strip()).replaceFirst("$1://");
        boolean isWeb = url.regionMatches(true, 0, "http://", 0, 7) || url.regionMatches(true, 0, "https://", 0, 8);
        String escaped = escaped(url);
        // A URL that is valid as an XML Schema URI is not changed, so that imports find the same identifiers in it.
        return Stream.of(isWeb ? WebUrl.escaped(url) : url, escaped)
                .filter(each -> isUri(each, isWeb))
                .findFirst()
                .orElse("./" + escaped);
    }

    private static String escaped(String url) {
        int fragment = url.indexOf('#') + 1;
        String unique = fragment == 0
                ? url
                : url.substring(0, fragment) + url.substring(fragment).replace("#", "%23");
        return FORBIDDEN_IN_URLS.matcher(unique).replaceAll(forbidden -> PercentEncoding.component(forbidden.group()));
    }

    private static boolean isUri(String url, boolean hasHost) {
        try {
            URI uri = new URI(url.replaceAll("[\\s\"<>\\\\^`{|}]", "_"));
            return !hasHost || uri.getRawAuthority() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
