package org.offprint.references;

/** The labels that the model gives to tokens; marks at the edges of a part are no part of it. */
enum PartLabel {
    OTHER(null),
    AUTHOR(ReferenceField.AUTHORS),
    EDITOR(ReferenceField.EDITORS),
    TITLE(ReferenceField.TITLE),
    CONTAINER(ReferenceField.CONTAINER_TITLE),
    DATE(ReferenceField.DATE),
    VOLUME(ReferenceField.VOLUME),
    ISSUE(ReferenceField.ISSUE),
    PAGES(ReferenceField.PAGES),
    PUBLISHER(ReferenceField.PUBLISHER),
    PLACE(ReferenceField.PUBLISHER_PLACE),
    EDITION(ReferenceField.EDITION);

    private static final PartLabel[] ALL = values();

    private final ReferenceField field;

    PartLabel(ReferenceField field) {
        this.field = field;
    }

    /** Returns the field of the label; null for tokens that are of none. */
    ReferenceField field() {
        return field;
    }

    /** Returns the bit of the label in a set of labels. */
    int bit() {
        return 1 << ordinal();
    }

    static PartLabel of(int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }
}
