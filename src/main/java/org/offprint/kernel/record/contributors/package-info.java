/** Contributors, their roles and their affiliations. */
package org.offprint.kernel.record.contributors;
