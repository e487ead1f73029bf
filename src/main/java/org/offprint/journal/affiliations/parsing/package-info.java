/** Parser that splits printed affiliations into organization, place and country, without database access. */
package org.offprint.journal.affiliations.parsing;
