package org.offprint.web.api.people;

import jakarta.inject.Singleton;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.people.Rights;
import org.offprint.web.api.keys.EditedJournals;

/** Reads rights that an admin gives, and notes everything that is wrong with them. */
@Singleton
class RightsRules {

    private final EditedJournals journals;

    RightsRules(EditedJournals journals) {
        this.journals = journals;
    }

    /** Returns the rights, which are none to be used unless the reader is clean. */
    Rights read(RightsInput input, RecordReader reader) {
        boolean isAdmin = input.role() == PersonRole.ADMIN;
        if (input.journals() != null) {
            if (isAdmin) {
                reader.add("/journals", "not-for-admins", "An admin edits all journals; leave this out.");
            }
            journals.check(input.journals(), reader);
        }
        return isAdmin ? new Rights(Rights.ADMIN, null) : Rights.editorOf(input.journals());
    }
}
