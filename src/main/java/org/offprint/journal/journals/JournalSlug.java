package org.offprint.journal.journals;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Current or former slug of a journal. */
@Entity
@Table(name = "journal_slug")
class JournalSlug extends PanacheEntityBase {

    @Id
    String slug;

    UUID journal;
}
