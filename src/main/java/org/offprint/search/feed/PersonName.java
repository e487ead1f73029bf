package org.offprint.search.feed;

/** Name of a person as spelled in an article. */
public record PersonName(String given, String family, String suffix) {

    /** Parses the name of a person as stored in an index record. Returns an empty name if {@code spelling} is null. */
    public static PersonName of(String spelling) {
        String[] parts = spelling == null ? new String[0] : spelling.split("\u001f", -1);
        return parts.length < 3
                ? new PersonName(null, spelling, null)
                : new PersonName(orNull(parts[0]), parts[1], orNull(parts[2]));
    }

    /** Returns the given name, family name and suffix as one string in this order, or null for an empty name. */
    public String display() {
        String name = given == null ? family : given + " " + family;
        return suffix == null ? name : name + ", " + suffix;
    }

    private static String orNull(String part) {
        return part.isEmpty() ? null : part;
    }
}
