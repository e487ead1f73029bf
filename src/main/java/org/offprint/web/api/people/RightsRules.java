package org.offprint.web.api.people;

import jakarta.inject.Singleton;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.people.Rights;
import org.offprint.web.api.keys.EditedJournals;

/** Validates the rights that an admin sets for a person. Each error is added to the record reader. */
@Singleton
class RightsRules {

    private final EditedJournals journals;

    RightsRules(EditedJournals journals) {
        this.journals = journals;
    }

    /**
     * Returns the validated rights of a person. Callers must use the rights only if the record reader has no errors.
     */
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
