package org.offprint.references.model;

import org.offprint.references.tokens.ReferenceField;

/**
 * Labels that the model assigns to the tokens of a reference. Each label denotes a part of the reference, such as its
 * title. Leading and trailing punctuation does not belong to a part.
 */
public enum PartLabel {
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

    /** Returns the reference field of the label, or null for {@link #OTHER}. */
    public ReferenceField field() {
        return field;
    }

    /** Returns the bit that represents the label in a label set. */
    int bit() {
        return 1 << ordinal();
    }

    /** Returns the label with the given ordinal. */
    public static PartLabel of(int ordinal) {
        return ALL[ordinal];
    }

    /** Returns the number of labels. */
    public static int count() {
        return ALL.length;
    }
}
