/** What several sections say. */
export const COMMON = {
  save: 'Save',
  saveChanges: 'Save changes',
  saved: 'Saved.',
  cancel: 'Cancel',
  close: 'Close',
  edit: 'Edit',
  remove: 'Remove',
  delete: 'Delete',
  lookAgain: 'Look again',
} as const;
