/** Bodies of records as readers fill them, and how a draft is made to fit the types of the API. */
package org.offprint.formats.draft;
