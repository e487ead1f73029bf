/** Rules of an article's body that no type can express. */
package org.offprint.record.rules;
