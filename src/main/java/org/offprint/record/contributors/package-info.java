/** Contributors, their roles and their affiliations. */
package org.offprint.record.contributors;
