package org.offprint.search.feed;

/** A person's name as it was spelled in an article. */
public record PersonName(String given, String family, String suffix) {

    /** Parses the spelling of entries; null gives an empty name. */
    public static PersonName of(String spelling) {
        String[] parts = spelling == null ? new String[0] : spelling.split("\u001f", -1);
        return parts.length < 3
                ? new PersonName(null, spelling, null)
                : new PersonName(orNull(parts[0]), parts[1], orNull(parts[2]));
    }

    /** Returns the name in spoken order; null for none. */
    public String display() {
        String name = given == null ? family : given + " " + family;
        return suffix == null ? name : name + ", " + suffix;
    }

    private static String orNull(String part) {
        return part.isEmpty() ? null : part;
    }
}
