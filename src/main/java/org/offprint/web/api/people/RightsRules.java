package org.offprint.web.api.people;

import jakarta.inject.Singleton;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.people.Rights;
import org.offprint.web.api.keys.EditedJournals;

/** Validates the rights that an admin sets for a person. */
@Singleton
class RightsRules {

    private final EditedJournals journals;

    RightsRules(EditedJournals journals) {
        this.journals = journals;
    }

    /** Returns the requested rights of a person. If the reader reports errors, the result must not be used. */
    Rights read(RightsInput input, RecordReader reader) {
        boolean isAdmin = input.role() == PersonRole.ADMIN;
        if (input.journals() != null) {
            if (isAdmin) {
                reader.add("/journals", "not-for-admins", "Remove this member. Admins can edit all journals.");
            }
            journals.check(input.journals(), reader);
        }
        return isAdmin ? new Rights(Rights.ADMIN, null) : Rights.editorOf(input.journals());
    }
}
