/** Lists of references as people paste them: where one ends and the next begins, their numbers, their repeated authors. */
package org.offprint.references.pasted;
