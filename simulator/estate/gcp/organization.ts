import type { Estate, PlantedAccount } from '../estate.ts';
import { randomFrom } from '../random.ts';

/** A project beside what the estate knows of an account. */
export interface Project {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly folder: Folder;
  readonly state: 'ACTIVE' | 'DELETE_REQUESTED';
}

export interface Folder {
  readonly number: string;
  readonly name: string;
}

export interface Organization {
  readonly number: string;
  readonly domain: string;
  readonly folders: readonly Folder[];
  /** Those of the estate in its order, then one that is being deleted. */
  readonly projects: readonly Project[];
  /** `01AB23-CD45EF-678901` */
  readonly billingAccount: string;
}

/** The project that pays, keeps the billing export and lets the product in. */
export const payingProject = (accounts: readonly PlantedAccount[]): PlantedAccount | undefined =>
  accounts.find(({ cloud }) => cloud === 'gcp');

/** Twelve digits that belong to a project for good; the estate knows it by its id alone. */
export const projectNumber = (id: string): string =>
  `${randomFrom(`project number/${id}`).int(1, 9)}${randomFrom(`project number/${id}`).digits(11)}`;

const folderNames = ['Platform', 'Production', 'Non-production', 'Applications'] as const;

const folderOf: Readonly<Record<string, (typeof folderNames)[number]>> = {
  'northwind-management': 'Platform',
  'northwind-production': 'Production',
  'northwind-development': 'Non-production',
  'northwind-data': 'Platform',
};

/** What the company's projects lie in, worked out from their ids, so that the same ones always lie in the same. */
export function organizationOf(accounts: readonly PlantedAccount[]): Organization {
  const members = accounts.filter(({ cloud }) => cloud === 'gcp');
  const random = randomFrom(`organization/${payingProject(members)?.id ?? ''}`);
  const number = `${random.int(1, 9)}${random.digits(11)}`;
  const folders = folderNames.map((name) => ({ number: `${random.int(1, 9)}${random.digits(11)}`, name }));
  const folder = (name: string): Folder =>
    folders.find((one) => one.name === folderOf[name]) ?? folders.at(-1) ?? { number: '', name: '' };
  const hexadecimal = () => random.hex(6).toUpperCase();
  const retired = `northwind-retired-${random.hex(6)}`;
  return {
    number,
    domain: 'northwind.example',
    folders,
    billingAccount: [hexadecimal(), hexadecimal(), hexadecimal()].join('-'),
    projects: [
      ...members.map(
        (member): Project => ({
          ...projectNamed(member.id, member.name, folder(member.name), 'ACTIVE'),
          // It can be deleted while the simulator runs.
          get state() {
            return member.state === 'DELETE_REQUESTED' ? 'DELETE_REQUESTED' : 'ACTIVE';
          },
        }),
      ),
      projectNamed(retired, 'northwind-retired', folder('northwind-development'), 'DELETE_REQUESTED'),
    ],
  };
}

const projectNamed = (id: string, name: string, folder: Folder, state: Project['state']): Project => ({
  ...{ id, name, folder, state },
  number: projectNumber(id),
});

const organizations = new WeakMap<Estate, Organization>();

/** The organisation of an estate; made once for each. */
export function organizationIn(estate: Estate): Organization {
  const known = organizations.get(estate) ?? organizationOf(estate.accounts);
  organizations.set(estate, known);
  return known;
}
